import { sql } from 'drizzle-orm';
import { database } from '@/db/client';
import { logger } from './logger';
import type { Context } from './perform';
import { asSystem } from './system';

export type StoredEvent = { name: string; subjectId: string; detail: never };
/** What an event still owes people: runs once in a transaction of its own. */
export type Handler = (context: Context, event: StoredEvent) => Promise<void>;

/** How long failed work waits the first time, and how often it is tried; each wait is twice the one before, an hour at most. */
export type Patience = { firstSeconds: number; attempts: number };

// Two seconds, four … half an hour and more: over two hours in all.
const patience: Patience = { firstSeconds: 2, attempts: 13 };
const LONGEST_SECONDS = 3_600;

type Due = { id: number; attempts: number; name: string; subjectId: string; detail: never };

/** Does the oldest due piece of work; false when nothing is due. A failure is retried later and finally parked. */
export async function drainOne(handlers: ReadonlyMap<string, Handler>): Promise<boolean> {
  let taken: Due | undefined;
  try {
    return await asSystem('outbox', async (context) => {
      const [due] = await context.tx.execute<Due>(sql`
        select o.id::int as id, o.attempts, e.name, e.subject_id as "subjectId", e.detail
        from outbox o join events e on e.id = o.event_id
        where o.kind = 'notify' and o.parked_at is null and o.due_at <= now()
        order by o.due_at limit 1 for update of o skip locked`);
      if (!due) return false;
      taken = due;
      const handler = handlers.get(due.name);
      if (!handler) throw new Error(`nobody handles ${due.name}`);
      await handler(context, due);
      await context.tx.execute(sql`delete from outbox where id = ${due.id}`);
      return true;
    });
  } catch (error) {
    if (!taken) throw error;
    await postpone(taken, error);
    return true;
  }
}

/** Puts failed work off for longer and longer; after the last try it is parked for somebody to look at. */
export async function postpone(
  work: Pick<Due, 'id' | 'attempts' | 'name'>,
  error: unknown,
  { firstSeconds, attempts: most }: Patience = patience,
): Promise<void> {
  const attempts = work.attempts + 1;
  const wait = Math.min(firstSeconds * 2 ** work.attempts, LONGEST_SECONDS);
  const parked = attempts >= most;
  logger.error({ err: error, outbox: work.id, name: work.name, attempts, parked }, 'outbox work failed');
  const reason = error instanceof Error ? error.message.slice(0, 200) : 'unknown';
  await database().execute(sql`
    update outbox set attempts = ${attempts}, last_error = ${reason}, due_at = now() + make_interval(secs => ${wait}),
      parked_at = case when ${parked} then now() end
    where id = ${work.id}`);
}
