import { and, eq, inArray } from 'drizzle-orm';
import { users } from '@/db/schema';
import { clock } from '@/lib/platform/clock';
import { AppError } from '@/lib/platform/errors';
import { countUse, type Limit } from '@/lib/platform/limits';
import { mailIsSetUp } from '@/lib/platform/mail/send';
import type { Asked, Context } from '@/lib/platform/perform';
import { expiryOf, spendLink } from '../links/commands';
import { findOpenLink } from '../links/queries';
import { deadLink, type Purpose } from '../links/rules';
import { hashChosen } from '../passwords/commands';
import { findAccountId } from '../queries';
import { endSessions } from '../sessions/commands';

const perAccount: Limit = { points: 3, seconds: 15 * 60 };

/** Whose link is asked for: null for a name nobody has, and when that account was written to often enough for now. */
export async function findAsked({ identifier }: { identifier: string }): Promise<string | null> {
  if (!mailIsSetUp()) throw new AppError('LOCKED', 'This school’s system cannot send mail. The school office gives you a new first password.');
  const userId = await findAccountId(identifier);
  const key = userId ?? `nobody:${identifier.toLowerCase()}`;
  // The answer must not tell the two apart, so too many tries end in silence, not in a refusal.
  const mayWrite = await countUse('reset-account', key, perAccount).then(() => true, () => false);
  return mayWrite ? userId : null;
}

/**
 * Writes down that somebody asked, in one statement that is the same for every name. Whether there is anybody to write
 * to, and the link itself, come when the letter leaves: no clock outside can tell which names exist.
 */
export async function askReset(ctx: Context, _input: unknown, _subject: void, userId: string | null): Promise<{ asked: true }> {
  ctx.record({
    name: 'accounts.reset-asked', subjectId: userId ?? 'unknown', tables: [], scopes: [], mail: true,
    detail: { address: ctx.from.address, expiresAt: expiryOf('reset', ctx.now).toISOString() },
  });
  return { asked: true };
}

/** Looks at the link before a hash is made: a stranger without one costs next to nothing. */
export function hashForLink(purpose: Purpose) {
  return async ({ token, password }: { token: string; password: string }, { caller }: Asked<void>): Promise<string> => {
    const link = await findOpenLink(token, purpose, clock.now());
    if (!link) throw new AppError('LOCKED', deadLink[purpose]);
    return hashChosen(password, { ...link, words: [...link.name.split(' '), link.username], caller });
  };
}

/** The new password stands, the link is spent, and every sign-in ends; a second factor stays as it is. */
export async function resetPassword(ctx: Context, { token }: { token: string }, _: void, hash: string): Promise<void> {
  return chooseByLink(ctx, { token, hash, purpose: 'reset', event: 'accounts.password-reset', tell: true });
}

type Choice = { token: string; hash: string; purpose: Purpose; event: string; /** Write to the owner that it changed. */ tell?: true };

/** Sets the password that the holder of a link chose. */
export async function chooseByLink(ctx: Context, { token, hash, purpose, event, tell }: Choice): Promise<void> {
  const link = await findOpenLink(token, purpose, ctx.now, ctx.tx);
  if (!link) throw new AppError('LOCKED', deadLink[purpose]);
  const changed = await ctx.tx.update(users).set({ passwordHash: hash, oneTimeHash: null, status: 'active' })
    .where(and(eq(users.id, link.userId), inArray(users.status, ['active', 'pending'])))
    .returning({ id: users.id });
  if (changed.length === 0) throw new AppError('LOCKED', deadLink[purpose]);
  await spendLink(ctx, link);
  await endSessions(ctx, link.userId, { reason: event.replace('accounts.', '') });
  ctx.record({ name: event, subjectId: link.userId, tables: ['users'], scopes: [`user:${link.userId}`], detail: {}, mail: tell });
}
