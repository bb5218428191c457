import { and, eq, gt, inArray, isNull, notInArray, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { superAdminRequests, userRoles, users } from '@/db/schema';
import type { Actor, Role } from '@/lib/platform/actor';
import { AppError } from '@/lib/platform/errors';
import { reading } from '@/lib/platform/scope';

/** The super admins who can sign in, besides these. */
export async function listSuperAdmins(besides: string[], tx: Tx): Promise<{ id: string }[]> {
  return tx.select({ id: users.id }).from(users)
    .innerJoin(userRoles, and(eq(userRoles.userId, users.id), eq(userRoles.role, 'super-admin')))
    .where(and(notInArray(users.id, besides), isNull(users.deletedAt), inArray(users.status, ['active', 'pending'])));
}

/** A request with the person it is about, both locked; to anyone but a super admin there is none. */
export async function getRequest(actor: Actor, input: { requestId: string }, tx: Tx) {
  const isSuperAdmin = actor.kind === 'person' && actor.roles.has('super-admin');
  const [found] = await tx
    .select({
      id: superAdminRequests.id, userId: superAdminRequests.userId, askedBy: superAdminRequests.askedBy, change: superAdminRequests.change,
      expiresAt: superAdminRequests.expiresAt, confirmedAt: superAdminRequests.confirmedAt, withdrawnAt: superAdminRequests.withdrawnAt,
      status: users.status, roles: sql<Role[]>`array(select role from user_roles r where r.user_id = users.id order by role)`,
    })
    .from(superAdminRequests)
    .innerJoin(users, eq(users.id, superAdminRequests.userId))
    .where(and(eq(superAdminRequests.id, input.requestId), isSuperAdmin ? sql`true` : sql`false`))
    .for('update');
  if (!found) throw new AppError('NOT_FOUND', 'There is no such request.');
  return found;
}

/** The open request about one person, for a super admin to look at; null when there is none. */
export async function findOpenRequest(actor: Actor, userId: string, now: Date) {
  if (actor.kind !== 'person' || !actor.roles.has('super-admin')) return null;
  return reading(actor, undefined, async (tx) => {
    const [found] = await tx
      .select({
        id: superAdminRequests.id, userId: superAdminRequests.userId, askedBy: superAdminRequests.askedBy, change: superAdminRequests.change,
        expiresAt: superAdminRequests.expiresAt, askedByName: users.displayName,
      })
      .from(superAdminRequests)
      .innerJoin(users, eq(users.id, superAdminRequests.askedBy))
      .where(and(
        eq(superAdminRequests.userId, userId), isNull(superAdminRequests.confirmedAt), isNull(superAdminRequests.withdrawnAt),
        gt(superAdminRequests.expiresAt, now),
      ));
    return found ?? null;
  });
}
