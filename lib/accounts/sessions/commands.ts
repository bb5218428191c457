import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import { schools, sessions } from '@/db/schema';
import { requirePerson } from '@/lib/platform/actor';
import { env } from '@/lib/platform/env';
import type { Context } from '@/lib/platform/perform';
import { nameDevice } from '@/lib/platform/device-name';
import { randomToken, tokenHash } from '@/lib/platform/secrets';
import { rolesOfUser } from '../queries';
import { sessionLifetime } from '../rules';

/**
 * Inserts a session row; the token is shown to the browser once and only its hash is kept. A browser that has no name
 * yet gets one here, so that it is its owner's from the first sign-in on.
 */
export async function openSession(ctx: Context, userId: string) {
  const token = randomToken();
  const device = ctx.from.deviceHash ? null : await nameDevice(randomToken(), env().AUTH_SECRET);
  const [school] = await ctx.tx.select({ staffIdleMinutes: schools.staffIdleMinutes }).from(schools);
  const { idle, absolute } = sessionLifetime(await rolesOfUser(userId, ctx.tx), school?.staffIdleMinutes);
  const [row] = await ctx.tx
    .insert(sessions)
    .values({
      tokenHash: tokenHash(token),
      userId,
      idleSeconds: idle,
      expiresAt: sql`now() + make_interval(secs => ${absolute})`,
      device: ctx.from.device.slice(0, 200),
      deviceHash: device ? tokenHash(device) : ctx.from.deviceHash,
      address: ctx.from.address,
    })
    .returning({ id: sessions.id });
  if (!row) throw new Error('the session was not stored');
  return { token, device, seconds: absolute, sessionId: row.id };
}

/** Ends this session, or every session of the person when `everywhere` is set. */
export async function signOut(ctx: Context): Promise<void> {
  const actor = requirePerson(ctx.actor);
  await endSessions(ctx, actor.id, { reason: 'signed-out', only: actor.sessionId });
}

export async function signOutEverywhere(ctx: Context): Promise<void> {
  await endSessions(ctx, requirePerson(ctx.actor).id, { reason: 'signed-out-everywhere' });
}

export async function endOwnSession(ctx: Context, input: { sessionId: string }): Promise<void> {
  await endSessions(ctx, requirePerson(ctx.actor).id, { reason: 'ended-by-owner', only: input.sessionId });
}

/** Ends every sign-in of another person, e.g. of a lost phone. */
export async function endSessionsOf(ctx: Context, _: unknown, account: { id: string }): Promise<void> {
  await endSessions(ctx, account.id, { reason: 'ended-by-office' });
}

/** Ends a person's sessions; the event reaches the sidecar, which drops their sockets. */
export async function endSessions(
  ctx: Context,
  userId: string,
  { reason, only, except }: { reason: string; only?: string; except?: string },
): Promise<void> {
  const ended = await ctx.tx
    .update(sessions)
    .set({ endedAt: ctx.now, endedReason: reason })
    .where(and(
      eq(sessions.userId, userId),
      isNull(sessions.endedAt),
      only ? eq(sessions.id, only) : sql`true`,
      except ? ne(sessions.id, except) : sql`true`,
    ))
    .returning({ id: sessions.id });
  ctx.record({
    name: 'accounts.sessions-ended', subjectId: userId, tables: ['sessions'], scopes: [`user:${userId}`],
    detail: { reason, sessions: ended.map((row) => row.id) },
  });
}

/** Removes what no longer proves anything: sessions over for 90 days, answers kept for repeats for a week, links for a month. */
export async function forgetOldSessions(ctx: Context): Promise<void> {
  await ctx.tx.execute(sql`delete from socket_tickets where expires_at < now()`);
  await ctx.tx.execute(sql`delete from sessions s where coalesce(s.ended_at, s.expires_at) < now() - interval '90 days'
    and not exists (select 1 from socket_tickets t where t.session_id = s.id)`);
  await ctx.tx.execute(sql`delete from pending_sign_ins where expires_at < now()`);
  await ctx.tx.execute(sql`update second_factors set pending_secret = null, pending_since = null where pending_since < now() - interval '1 hour'`);
  await ctx.tx.execute(sql`delete from account_links where expires_at < now() - interval '30 days'`);
  await ctx.tx.execute(sql`delete from operations where created_at < now() - interval '7 days'`);
}
