import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { database, type Tx } from '@/db/client';
import { pendingSignIns, recoveryCodes, schools, secondFactors, users } from '@/db/schema';
import type { Person, Role } from '@/lib/platform/actor';
import { reading } from '@/lib/platform/scope';
import { seal, unseal } from '@/lib/platform/secrets';
import { enrolmentAddress, isAskedOf, isFresh, typedSecret } from './rules';

const about = (userId: string) => `second-factor:${userId}`;

/** How a secret lies in the database: sealed, for this person only. */
export const sealed = (secret: Buffer, userId: string): Buffer => seal(secret, about(userId));
export const unsealed = (bytes: Buffer, userId: string): Buffer => unseal(bytes, about(userId));

/** Whether this account signs in with a code after the password. */
export async function hasFactor(userId: string, tx: Tx): Promise<boolean> {
  const rows = await tx.select({ one: sql`1` }).from(secondFactors).where(and(eq(secondFactors.userId, userId), isNotNull(secondFactors.sealedSecret)));
  return rows.length > 0;
}

/** Whether the school asks people of these roles for a second factor. */
export async function asksFactorOf(roles: Iterable<Role>, tx: Tx): Promise<boolean> {
  const [school] = await tx.select({ asks: schools.requireSecondFactor }).from(schools);
  return isAskedOf(roles, school?.asks ?? false);
}

export type OwnFactor = {
  setAt: Date | null;
  codesLeft: number;
  /** What a phone reads while one is being set up. */
  pending: { address: string; typed: string } | null;
  isAsked: boolean;
};

/** The person's own second factor; a secret is shown only while it does not count yet. */
export async function getOwnFactor(actor: Person, now: Date): Promise<OwnFactor> {
  return reading(actor, undefined, async (tx) => {
    const [[factor], [left], [school], isAsked] = await Promise.all([
      tx.select().from(secondFactors).where(eq(secondFactors.userId, actor.id)),
      tx.select({ count: sql<number>`count(*)::int` }).from(recoveryCodes).where(and(eq(recoveryCodes.userId, actor.id), isNull(recoveryCodes.usedAt))),
      tx.select({ name: schools.name }).from(schools),
      asksFactorOf(actor.roles, tx),
    ]);
    const secret = factor?.pendingSecret && isFresh(factor.pendingSince, now) ? unsealed(factor.pendingSecret, actor.id) : null;
    return {
      setAt: factor?.sealedSecret ? factor.setAt : null,
      codesLeft: left?.count ?? 0,
      pending: secret && { address: enrolmentAddress(secret, { school: school?.name ?? '', username: actor.username }), typed: typedSecret(secret) },
      isAsked,
    };
  });
}

/** How often the office has unlocked an account. */
export async function unlocksOf(userId: string): Promise<number> {
  const [found] = await database().select({ unlocks: users.unlocks }).from(users).where(eq(users.id, userId));
  return found?.unlocks ?? 0;
}

/** Whose right password waits for a code in this browser; null when too late. In a transaction its row is locked. */
export async function findPendingSignIn(tokenHash: Buffer | null, now: Date, tx?: Tx) {
  if (!tokenHash) return null;
  const query = (tx ?? database()).select().from(pendingSignIns).where(eq(pendingSignIns.tokenHash, tokenHash));
  const [found] = await (tx ? query.for('update') : query);
  return found && found.expiresAt > now ? found : null;
}
