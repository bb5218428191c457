import { eq, sql } from 'drizzle-orm';
import { pendingSignIns, secondFactors, users } from '@/db/schema';
import { clock } from '@/lib/platform/clock';
import { networkOf } from '@/lib/platform/network';
import type { Asked, Context } from '@/lib/platform/perform';
import { countUse, type Limit } from '@/lib/platform/limits';
import { randomToken, tokenHash } from '@/lib/platform/secrets';
import { openSession } from '../../sessions/commands';
import { accountKey, knownDevice } from '../../throttle';
import { spendRecoveryCode } from '../codes/commands';
import { findPendingSignIn, unlocksOf, unsealed } from '../queries';
import { digitsOf, matchingStep, MOST_CODES, PENDING_SECONDS } from '../rules';

// Only who knows the password comes here. A million codes, three of them good: 30 tries in a quarter of an hour lead nowhere.
const perPlace: Limit = { points: 15, seconds: 15 * 60 };
const perAccount: Limit = { points: 30, seconds: 15 * 60 };

const TOO_LATE = 'That took too long, or there were too many wrong codes. Sign in again with your password.';
const WRONG = 'That is not a good code. Type the one that the phone shows now, or one of your recovery codes.';

/** The password was right: the code is next. Nothing of the school can be seen in between. */
export async function askForCode(ctx: Context, userId: string): Promise<{ pending: string; seconds: number }> {
  const token = randomToken();
  await ctx.tx.execute(sql`delete from pending_sign_ins where expires_at < ${ctx.now.toISOString()}`);
  await ctx.tx.insert(pendingSignIns).values({
    tokenHash: tokenHash(token), userId, expiresAt: new Date(ctx.now.getTime() + PENDING_SECONDS * 1000),
  });
  ctx.record({ name: 'accounts.code-asked', subjectId: userId, tables: [], scopes: [], detail: { address: ctx.from.address } });
  return { pending: token, seconds: PENDING_SECONDS };
}

/** Counts a try; a browser that its owner has used before is spared the count of the whole account. */
export async function countCode(_: unknown, { caller }: Asked<void>): Promise<Buffer | null> {
  const pendingHash = caller.pendingHash ?? null;
  const pending = await findPendingSignIn(pendingHash, clock.now());
  if (!pending) return null;
  const [known, unlocks] = await Promise.all([knownDevice(pending.userId, caller.deviceHash), unlocksOf(pending.userId)]);
  const account = accountKey(pending.userId, unlocks);
  await countUse('second-factor-place', `${account}|${known ?? networkOf(caller.address)}`, perPlace);
  if (!known) await countUse('second-factor', account, perAccount);
  return pendingHash;
}

/** The code was typed: a session opens when it is good. A wrong one is counted and stays counted. */
export async function confirmSignIn(ctx: Context, input: { code: string }, _: void, pendingHash: Buffer | null) {
  const pending = await findPendingSignIn(pendingHash, ctx.now, ctx.tx);
  const [user] = pending ? await ctx.tx.select().from(users).where(eq(users.id, pending.userId)).for('share') : [];
  if (!pending || !user || user.deletedAt || (user.status !== 'active' && user.status !== 'pending')) return refused(ctx, 'unknown', TOO_LATE);
  const proof = await check(ctx, user.id, input.code);
  if (!proof) {
    const wrongCodes = pending.wrongCodes + 1;
    const row = eq(pendingSignIns.tokenHash, pending.tokenHash);
    if (wrongCodes >= MOST_CODES) await ctx.tx.delete(pendingSignIns).where(row);
    else await ctx.tx.update(pendingSignIns).set({ wrongCodes }).where(row);
    return refused(ctx, user.id, wrongCodes >= MOST_CODES ? TOO_LATE : WRONG);
  }
  await ctx.tx.delete(pendingSignIns).where(eq(pendingSignIns.tokenHash, pending.tokenHash));
  const opened = await openSession(ctx, user.id);
  ctx.record({
    name: 'accounts.signed-in', subjectId: user.id, tables: ['sessions'], scopes: [`user:${user.id}`],
    detail: { sessionId: opened.sessionId, address: ctx.from.address, with: proof.kind },
  });
  if (proof.kind === 'recovery-code') {
    ctx.record({ name: 'accounts.recovery-code-used', subjectId: user.id, tables: [], scopes: [], detail: { left: proof.left }, mail: true });
  }
  return opened;
}

function refused(ctx: Context, subjectId: string, sentence: string): { refused: string } {
  ctx.record({ name: 'accounts.code-refused', subjectId, tables: [], scopes: [], detail: { address: ctx.from.address } });
  return { refused: sentence };
}

type Proof = { kind: 'phone' } | { kind: 'recovery-code'; left: number };

/** What the code proves, used up by asking: a step is taken under the lock of its row, so two tabs cannot share one. */
async function check(ctx: Context, userId: string, typed: string): Promise<Proof | null> {
  const digits = digitsOf(typed);
  if (!digits) {
    const left = await spendRecoveryCode(ctx, userId, typed);
    return left === null ? null : { kind: 'recovery-code', left };
  }
  const [factor] = await ctx.tx.select().from(secondFactors).where(eq(secondFactors.userId, userId)).for('update');
  if (!factor?.sealedSecret) return null;
  const step = matchingStep(unsealed(factor.sealedSecret, userId), digits, { at: ctx.now, lastStep: factor.lastStep });
  if (step === null) return null;
  await ctx.tx.update(secondFactors).set({ lastStep: step }).where(eq(secondFactors.userId, userId));
  return { kind: 'phone' };
}
