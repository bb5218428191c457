import { sql } from 'drizzle-orm';
import { database } from '@/db/client';
import { loadActor, requirePerson, type Person } from '@/lib/platform/actor';
import type { Context } from '@/lib/platform/perform';
import { randomToken, tokenHash } from '@/lib/platform/secrets';

/** A one-use pass to the sidecar, bound to the session, good for 60 seconds. */
export async function issueTicket(ctx: Context): Promise<{ ticket: string }> {
  const { sessionId } = requirePerson(ctx.actor);
  const ticket = randomToken();
  await ctx.tx.execute(sql`
    with old as (delete from socket_tickets where expires_at < now() - interval '1 hour')
    insert into socket_tickets (ticket_hash, session_id, expires_at)
    values (${tokenHash(ticket)}, ${sessionId}, now() + interval '60 seconds')`);
  return { ticket };
}

/** The person behind a ticket, which is used up by asking; null when it was used, is too old, or never was. */
export async function redeemTicket(ticket: unknown): Promise<Person | null> {
  if (typeof ticket !== 'string' || ticket.length > 100) return null;
  const [row] = await database().execute<{ session_id: string }>(sql`
    delete from socket_tickets where ticket_hash = ${tokenHash(ticket)} and expires_at > now() returning session_id`);
  return row ? loadActor({ sessionId: row.session_id }) : null;
}
