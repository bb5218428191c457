import { and, eq, isNull, lte, notInArray, sql } from 'drizzle-orm';
import { notifications, superAdminRequests, userRoles, users } from '@/db/schema';
import { requirePerson, type Role } from '@/lib/platform/actor';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';
import { keepASuperAdmin } from '../bin/commands';
import { resetFactorOf } from '../second-factor/commands';
import { hasFactor } from '../second-factor/queries';
import { endSessions } from '../sessions/commands';
import { requestNotice } from './notify';
import { listSuperAdmins } from './queries';
import { isOpen, REQUEST_HOURS, requestProblem, rolesAfterRevoke, type Change, type Request } from './rules';
import type { AskSuperAdminInput } from './schema';

type Account = { id: string; status: string; roles: Role[] };
type Named = Account & { name: string };
type RightChange = Exclude<Change, 'reset-factor'>;

/** The first of two people asks, and the other super admins are told; nothing changes until one of them confirms. */
export async function askSuperAdmin(ctx: Context, { change }: AskSuperAdminInput, account: Named): Promise<void> {
  const { id: askedBy, name } = requirePerson(ctx.actor);
  const told = await listSuperAdmins([askedBy, account.id], ctx.tx);
  const problem = requestProblem({ change, roles: account.roles, status: account.status, hasFactor: await hasFactor(account.id, ctx.tx), others: told.length });
  if (problem) throw new AppError('LOCKED', problem);
  const open = and(eq(superAdminRequests.userId, account.id), isNull(superAdminRequests.confirmedAt), isNull(superAdminRequests.withdrawnAt));
  await ctx.tx.update(superAdminRequests).set({ withdrawnAt: ctx.now }).where(and(open, lte(superAdminRequests.expiresAt, ctx.now)));
  const [request] = await ctx.tx.insert(superAdminRequests)
    .values({ userId: account.id, change, askedBy, expiresAt: new Date(ctx.now.getTime() + REQUEST_HOURS * 3_600_000) })
    .onConflictDoNothing()
    .returning({ id: superAdminRequests.id });
  if (!request) throw new AppError('CONFLICT', 'Somebody has asked already; that request still waits for its second person.');
  const day = sql<string>`(select (${ctx.now.toISOString()}::timestamptz at time zone time_zone)::date from schools)`;
  const notice = { ...requestNotice({ id: request.id, by: name, about: account, change }), subjectId: account.id, day };
  await ctx.tx.insert(notifications).values(told.map((one) => ({ ...notice, userId: one.id })));
  ctx.record({
    name: 'accounts.super-admin-asked', subjectId: account.id, tables: ['users', 'notifications'], detail: { change },
    scopes: [account, ...told].map((one) => `user:${one.id}`),
  });
}

type Found = Request & { id: string; userId: string; askedBy: string; change: Change; status: string; roles: Role[] };

/** The second person confirms: now it holds, and the person signs in anew with it. */
export async function confirmRequest(ctx: Context, _: unknown, request: Found): Promise<void> {
  if (!isOpen(request, ctx.now)) throw new AppError('LOCKED', 'This request waits no more: it was taken back, confirmed, or is older than a day.');
  const account = { id: request.userId, status: request.status, roles: request.roles };
  const problem = requestProblem({ ...account, change: request.change, hasFactor: await hasFactor(account.id, ctx.tx), others: 1 });
  if (problem) throw new AppError('LOCKED', problem);
  const { id: confirmedBy } = requirePerson(ctx.actor);
  await ctx.tx.update(superAdminRequests).set({ confirmedAt: ctx.now, confirmedBy }).where(eq(superAdminRequests.id, request.id));
  if (request.change === 'reset-factor') return resetFactorOf(ctx, null, account);
  await changeSuperAdmin(ctx, request.change, account, request.askedBy);
}

export async function withdrawRequest(ctx: Context, _: unknown, request: Found): Promise<void> {
  if (!isOpen(request, ctx.now)) throw new AppError('CONFLICT', 'This request waits no more.');
  await ctx.tx.update(superAdminRequests).set({ withdrawnAt: ctx.now }).where(eq(superAdminRequests.id, request.id));
  ctx.record({
    name: 'accounts.super-admin-withdrawn', subjectId: request.userId, tables: ['users'], scopes: [`user:${request.userId}`], detail: { change: request.change },
  });
}

/** From the machine itself, for a school with one super admin: whoever stands at it owns the database anyway. */
export async function changeOnMachine(ctx: Context, change: RightChange, account: Account): Promise<void> {
  const problem = requestProblem({ ...account, change, hasFactor: false, others: 1 });
  if (problem) throw new AppError('LOCKED', problem);
  await changeSuperAdmin(ctx, change, account, null);
}

async function changeSuperAdmin(ctx: Context, change: RightChange, { id, roles }: Account, askedBy: string | null): Promise<void> {
  if (change === 'revoke') await keepASuperAdmin(ctx, { id, roles });
  const after = change === 'grant' ? [...roles, 'super-admin' as const] : (rolesAfterRevoke(roles) as Role[]);
  await ctx.tx.delete(userRoles).where(and(eq(userRoles.userId, id), notInArray(userRoles.role, after)));
  await ctx.tx.insert(userRoles).values(after.map((role) => ({ userId: id, role, grantedBy: askedBy }))).onConflictDoNothing();
  await ctx.tx.update(users).set({ authorityVersion: sql`${users.authorityVersion} + 1` }).where(eq(users.id, id));
  await endSessions(ctx, id, { reason: 'roles-changed' });
  ctx.record({
    name: change === 'grant' ? 'accounts.super-admin-made' : 'accounts.super-admin-relieved', subjectId: id, tables: ['users'], scopes: [`user:${id}`],
    detail: { askedBy, before: { roles: roles.toSorted().join(', ') }, after: { roles: after.toSorted().join(', ') } },
  });
}
