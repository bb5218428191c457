import { and, eq, inArray, sql } from 'drizzle-orm';
import { userRoles, users } from '@/db/schema';
import { requirePerson, type Role } from '@/lib/platform/actor';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';
import type { ChangeRolesInput } from '../schema';
import { endSessions } from '../sessions/commands';
import { assignableRoles, rolesProblem } from './rules';

/** Gives and takes roles; the person's sign-ins end, so that the new rights hold at once and everywhere. */
export async function changeRoles(ctx: Context, input: ChangeRolesInput, account: { id: string; roles: Role[] }): Promise<void> {
  const actor = requirePerson(ctx.actor);
  const offered = assignableRoles(actor.roles);
  const ticked: Partial<Record<Role, boolean>> = { admin: input.admin, teacher: input.teacher, parent: input.parent };
  const wanted = offered.filter((role) => ticked[role]);
  const kept = account.roles.filter((role) => !offered.includes(role));
  const after = [...kept, ...wanted];
  const problem = rolesProblem(actor.roles, account.roles, after);
  if (problem) throw new AppError('INVALID', problem);
  const gone = account.roles.filter((role) => !after.includes(role));
  const added = after.filter((role) => !account.roles.includes(role));
  if (gone.length > 0) await ctx.tx.delete(userRoles).where(and(eq(userRoles.userId, account.id), inArray(userRoles.role, gone)));
  if (added.length > 0) await ctx.tx.insert(userRoles).values(added.map((role) => ({ userId: account.id, role, grantedBy: actor.id })));
  await ctx.tx.update(users).set({ authorityVersion: sql`${users.authorityVersion} + 1` }).where(eq(users.id, account.id));
  await endSessions(ctx, account.id, { reason: 'roles-changed' });
  ctx.record({
    name: 'accounts.roles-changed', subjectId: account.id, tables: ['users'], scopes: [`user:${account.id}`],
    detail: { before: { roles: account.roles.toSorted().join(', ') }, after: { roles: after.toSorted().join(', ') } },
  });
}
