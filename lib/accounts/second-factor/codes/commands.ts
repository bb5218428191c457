import { and, eq, isNull } from 'drizzle-orm';
import { recoveryCodes } from '@/db/schema';
import { requirePerson } from '@/lib/platform/actor';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';
import { oneTimeHash, oneTimePassword } from '@/lib/platform/secrets';
import { hasFactor } from '../queries';

const HOW_MANY = 10;

/** Replaces the recovery codes of an account; only their hashes stay. */
export async function giveRecoveryCodes(ctx: Context, userId: string): Promise<string[]> {
  const codes = Array.from({ length: HOW_MANY }, oneTimePassword);
  await ctx.tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  await ctx.tx.insert(recoveryCodes).values(codes.map((code) => ({ userId, codeHash: oneTimeHash(code) })));
  return codes;
}

/** New codes for those that were used or seen; the old ones stop working. */
export async function renewRecoveryCodes(ctx: Context): Promise<{ codes: string[] }> {
  const { id } = requirePerson(ctx.actor);
  if (!(await hasFactor(id, ctx.tx))) throw new AppError('LOCKED', 'Set up a second step first.');
  const codes = await giveRecoveryCodes(ctx, id);
  ctx.record({ name: 'accounts.recovery-codes-renewed', subjectId: id, tables: [], scopes: [], detail: {}, mail: true });
  return { codes };
}

/** Uses up a recovery code; how many are left, or null when it is none. */
export async function spendRecoveryCode(ctx: Context, userId: string, typed: string): Promise<number | null> {
  const open = and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt));
  const spent = await ctx.tx.update(recoveryCodes).set({ usedAt: ctx.now })
    .where(and(open, eq(recoveryCodes.codeHash, oneTimeHash(typed))))
    .returning({ id: recoveryCodes.id });
  if (spent.length === 0) return null;
  return (await ctx.tx.select({ id: recoveryCodes.id }).from(recoveryCodes).where(open)).length;
}
