import { sql } from 'drizzle-orm';
import { database } from '@/db/client';
import { logger } from '../logger';
import { postpone, type Patience, type StoredEvent } from '../outbox';
import type { Context } from '../perform';
import { asSystem } from '../system';
import type { Mail } from './message';
import { mailIsSetUp, sendMail } from './send';

/** Writes the letter an event owes, from what holds when it leaves; null when nobody is to be written to any more. */
export type Writer = (context: Context, event: StoredEvent) => Promise<Mail | null>;

// A mail server may be away for a night: one minute, two, four … then every hour for a day.
const patience: Patience = { firstSeconds: 60, attempts: 30 };

type Due = { id: number; attempts: number; name: string; subjectId: string; detail: never };

/**
 * Sends the oldest letter that is due; false when none is. The row is held by its due time, not by a lock: no
 * transaction waits for a mail server, and a letter whose sender died goes out again, so at least once.
 */
export async function sendNextLetter(
  writers: ReadonlyMap<string, Writer>,
  deliver: (mail: Mail) => Promise<void> = sendMail,
): Promise<boolean> {
  const [due] = await database().execute<Due>(sql`
    update outbox o set due_at = now() + interval '2 minutes' from events e
    where e.id = o.event_id and o.id = (select id from outbox where kind = 'mail' and parked_at is null and due_at <= now()
      order by due_at limit 1 for update skip locked)
    returning o.id::int as id, o.attempts, e.name, e.subject_id as "subjectId", e.detail`);
  if (!due) return false;
  try {
    const write = writers.get(due.name);
    if (!write) throw new Error(`nobody writes the letter of ${due.name}`);
    const mail = mailIsSetUp() ? await asSystem('mail', (context) => write(context, due)) : null;
    if (mail) await deliver(mail);
    await database().execute(sql`delete from outbox where id = ${due.id}`);
    logger.info({ outbox: due.id, name: due.name, sent: mail !== null }, 'letter');
  } catch (error) {
    await postpone(due, error, patience);
  }
  return true;
}
