import { sql } from 'drizzle-orm';
import type { Actor } from '@/lib/platform/actor';
import { can } from '@/lib/platform/authz';
import { AppError } from '@/lib/platform/errors';
import { mailWay, type MailWay } from '@/lib/platform/mail/send';
import { reading } from '@/lib/platform/scope';
import * as may from './policy';

export type MailState = { way: MailWay; ownAddress: string | null; waiting: number; givenUp: number; lastError: string | null };

/** How mail leaves, and what has not left yet. */
export async function getMailState(actor: Actor): Promise<MailState> {
  if (actor.kind !== 'person' || !can(actor, may.manage, undefined)) throw new AppError('NOT_FOUND', 'There is no such page.');
  return reading(actor, undefined, async (tx) => {
    const [row] = await tx.execute<Omit<MailState, 'way'>>(sql`
      select (select email from users where id = ${actor.id}) as "ownAddress",
        count(*) filter (where parked_at is null)::int as waiting, count(*) filter (where parked_at is not null)::int as "givenUp",
        (select last_error from outbox where kind = 'mail' and last_error is not null order by id desc limit 1) as "lastError"
      from outbox where kind = 'mail'`);
    return { way: mailWay(), ownAddress: row?.ownAddress ?? null, waiting: row?.waiting ?? 0, givenUp: row?.givenUp ?? 0, lastError: row?.lastError ?? null };
  });
}
