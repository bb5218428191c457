import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import { userRoles, users } from '@/db/schema';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';
import { withdrawLinks } from '../links/commands';
import { endSessions } from '../sessions/commands';

type Account = { id: string; status: string; roles: readonly string[] };

/** Puts an account into the recycle bin: nobody signs in to it, and it can be taken out for 30 days. */
export async function disable(ctx: Context, _: unknown, account: Account): Promise<void> {
  if (account.status === 'disabled') throw new AppError('CONFLICT', 'This account is in the recycle bin already.');
  await keepASuperAdmin(ctx, account);
  await ctx.tx.update(users)
    .set({ status: 'disabled', disabledAt: ctx.now, authorityVersion: sql`${users.authorityVersion} + 1` })
    .where(eq(users.id, account.id));
  await withdrawLinks(ctx, account.id);
  await endSessions(ctx, account.id, { reason: 'disabled' });
  ctx.record({
    name: 'accounts.disabled', subjectId: account.id, tables: ['users'], scopes: [`user:${account.id}`], detail: { before: account.status, after: 'disabled' },
  });
}

/** Takes an account out of the bin; who never chose a password still has to. */
export async function restore(ctx: Context, _: unknown, account: Account): Promise<void> {
  if (account.status !== 'disabled') throw new AppError('CONFLICT', 'This account is not in the recycle bin.');
  const [now] = await ctx.tx.update(users)
    .set({
      status: sql`case when password_hash is null then 'pending' else 'active' end`, disabledAt: null,
      authorityVersion: sql`${users.authorityVersion} + 1`,
    })
    .where(eq(users.id, account.id))
    .returning({ status: users.status });
  ctx.record({
    name: 'accounts.restored', subjectId: account.id, tables: ['users'], scopes: [`user:${account.id}`], detail: { before: 'disabled', after: now?.status },
  });
}

const SUPER_ADMINS = 7_411_010;

/** Refuses what would leave the school without a super admin who can sign in. Two such acts at once wait for each other. */
export async function keepASuperAdmin(ctx: Context, account: { id: string; roles: readonly string[] }): Promise<void> {
  if (!account.roles.includes('super-admin')) return;
  await ctx.tx.execute(sql`select pg_advisory_xact_lock(${SUPER_ADMINS})`);
  const others = await ctx.tx.select({ id: users.id }).from(users)
    .innerJoin(userRoles, and(eq(userRoles.userId, users.id), eq(userRoles.role, 'super-admin')))
    .where(and(ne(users.id, account.id), isNull(users.deletedAt), inArray(users.status, ['active', 'pending'])))
    .limit(1);
  if (others.length === 0) throw new AppError('LOCKED', 'This is the last super admin who can sign in. Make another one first.');
}

/** Lets the owner try again at once: the delays after earlier wrong passwords and codes no longer count. */
export async function unlock(ctx: Context, _: unknown, account: { id: string }): Promise<void> {
  await ctx.tx.update(users).set({ unlocks: sql`${users.unlocks} + 1` }).where(eq(users.id, account.id));
  ctx.record({ name: 'accounts.unlocked', subjectId: account.id, tables: ['users'], scopes: [`user:${account.id}`], detail: {} });
}
