import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { userGrants } from '@/db/schema';
import type { Actor } from '@/lib/platform/actor';
import { reading } from '@/lib/platform/scope';

export type Grant = (typeof userGrants.$inferSelect)['name'];

/** Whether the actor holds a grant now; asked of the database each time, so that taking it acts at once. */
export async function holdsGrant(actor: Actor, name: Grant, tx?: Tx): Promise<boolean> {
  return actor.kind === 'person' && reading(actor, tx, (open) => isHolder(open, actor.id, name));
}

/** Whether this account holds a grant now. */
export async function isHolder(tx: Tx, userId: string, name: Grant): Promise<boolean> {
  const rows = await tx.select({ id: userGrants.id }).from(userGrants)
    .where(and(eq(userGrants.userId, userId), eq(userGrants.name, name), isNull(userGrants.endedAt))).limit(1);
  return rows.length > 0;
}
