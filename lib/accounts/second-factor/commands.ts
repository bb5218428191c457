import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { pendingSignIns, recoveryCodes, secondFactors } from '@/db/schema';
import { requirePerson } from '@/lib/platform/actor';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';
import { endSessions } from '../sessions/commands';
import { giveRecoveryCodes } from './codes/commands';
import { asksFactorOf, hasFactor, sealed, unsealed } from './queries';
import { digitsOf, isFresh, matchingStep } from './rules';

/** Makes a secret for a phone to read; the present one, if any, goes on counting until the new one has shown a code. */
export async function startEnrolment(ctx: Context): Promise<void> {
  const { id } = requirePerson(ctx.actor);
  const pending = { pendingSecret: sealed(randomBytes(20), id), pendingSince: ctx.now };
  await ctx.tx.insert(secondFactors).values({ userId: id, ...pending }).onConflictDoUpdate({ target: secondFactors.userId, set: pending });
  ctx.record({ name: 'accounts.second-factor-started', subjectId: id, tables: [], scopes: [], detail: {} });
}

/** The phone shows the right code: from now on it is asked for. The recovery codes are answered this once. */
export async function confirmEnrolment(ctx: Context, input: { code: string }): Promise<{ codes: string[] }> {
  const { id, sessionId } = requirePerson(ctx.actor);
  const [factor] = await ctx.tx.select().from(secondFactors).where(eq(secondFactors.userId, id)).for('update');
  if (!factor?.pendingSecret || !isFresh(factor.pendingSince, ctx.now)) {
    throw new AppError('LOCKED', 'That took longer than 15 minutes. Start again with a new picture.');
  }
  const secret = unsealed(factor.pendingSecret, id);
  const digits = digitsOf(input.code);
  const step = digits && matchingStep(secret, digits, { at: ctx.now, lastStep: 0 });
  if (!step) {
    throw new AppError('INVALID', 'Please look at the marked fields.', {
      fields: { code: 'That is not the code of this picture. Type the one the phone shows now; its clock must be right.' },
    });
  }
  await ctx.tx.update(secondFactors)
    .set({ sealedSecret: factor.pendingSecret, setAt: ctx.now, lastStep: step, pendingSecret: null, pendingSince: null })
    .where(eq(secondFactors.userId, id));
  const codes = await giveRecoveryCodes(ctx, id);
  await endSessions(ctx, id, { reason: 'second-factor-set', except: sessionId });
  ctx.record({ name: 'accounts.second-factor-set', subjectId: id, tables: ['users'], scopes: [`user:${id}`], detail: {}, mail: true });
  return { codes };
}

/** Takes away one's own second factor, where the school lets one do without. */
export async function removeFactor(ctx: Context): Promise<void> {
  const { id, roles, sessionId } = requirePerson(ctx.actor);
  if (await asksFactorOf(roles, ctx.tx)) {
    throw new AppError('LOCKED', 'Your role needs a second step. Set up another phone instead; the present one counts until then.');
  }
  await dropFactor(ctx, id);
  await endSessions(ctx, id, { reason: 'second-factor-removed', except: sessionId });
  ctx.record({ name: 'accounts.second-factor-removed', subjectId: id, tables: ['users'], scopes: [`user:${id}`], detail: {}, mail: true });
}

/** For somebody who has lost the phone and the codes: the next sign-in asks for the password alone, or for a new phone. */
export async function resetFactorOf(ctx: Context, _: unknown, account: { id: string }): Promise<void> {
  await dropFactor(ctx, account.id);
  await endSessions(ctx, account.id, { reason: 'second-factor-reset' });
  ctx.record({ name: 'accounts.second-factor-reset', subjectId: account.id, tables: ['users'], scopes: [`user:${account.id}`], detail: {}, mail: true });
}

async function dropFactor(ctx: Context, userId: string): Promise<void> {
  if (!(await hasFactor(userId, ctx.tx))) throw new AppError('CONFLICT', 'There is no second step to take away.');
  await ctx.tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  await ctx.tx.delete(pendingSignIns).where(eq(pendingSignIns.userId, userId));
  await ctx.tx.delete(secondFactors).where(eq(secondFactors.userId, userId));
}
