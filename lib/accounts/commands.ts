import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { counters, schools, userRoles, users } from '@/db/schema';
import { answerableId, type Role } from '@/lib/platform/actor';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';
import { oneTimeHash, oneTimePassword, sameBytes } from '@/lib/platform/secrets';
import { keepASuperAdmin } from './bin/commands';
import type { Checked } from './passwords/commands';
import { hasFactor } from './second-factor/queries';
import { askForCode } from './second-factor/sign-in/commands';
import { endSessions, openSession } from './sessions/commands';

type SignedIn = { token: string; device: string | null; seconds: number } | { pending: string; seconds: number } | { refused: string };

/** Opens a session for a person whose password was just checked, or asks for the code of their phone first. */
export async function signIn(
  ctx: Context,
  _input: unknown,
  _subject: void,
  checked: Checked,
): Promise<SignedIn> {
  const [user] = checked
    ? await ctx.tx.select().from(users).where(eq(users.id, checked.userId)).for('share')
    : [];
  const current = user && checked && (typeof checked.hash === 'string'
    ? user.passwordHash === checked.hash
    : user.oneTimeHash !== null && sameBytes(Buffer.from(user.oneTimeHash), checked.hash));
  if (!user || !current || user.deletedAt || user.status === 'disabled') {
    ctx.record({
      name: 'accounts.sign-in-refused', subjectId: checked?.userId ?? 'unknown', tables: [], scopes: [],
      detail: { address: ctx.from.address },
    });
    return { refused: 'That name and password do not belong together. Check both and try again.' };
  }
  if (user.status === 'suspended') {
    ctx.record({ name: 'accounts.sign-in-refused', subjectId: user.id, tables: [], scopes: [], detail: { suspended: true } });
    return { refused: 'This account is suspended. Please speak to the school office.' };
  }
  if (await hasFactor(user.id, ctx.tx)) return askForCode(ctx, user.id);
  const opened = await openSession(ctx, user.id);
  ctx.record({
    name: 'accounts.signed-in', subjectId: user.id, tables: ['sessions'], scopes: [`user:${user.id}`],
    detail: { sessionId: opened.sessionId, address: ctx.from.address },
  });
  return opened;
}

type StatusChange = { id: string; status: string; roles: readonly string[] };

export async function suspend(ctx: Context, _: unknown, account: StatusChange): Promise<void> {
  if (account.status === 'suspended') throw new AppError('CONFLICT', 'This account is already suspended.');
  if (account.status === 'disabled') throw new AppError('LOCKED', 'This account is in the recycle bin. Take it out first.');
  await keepASuperAdmin(ctx, account);
  await setStatus(ctx, account, 'suspended');
  await endSessions(ctx, account.id, { reason: 'suspended' });
}

export async function reactivate(ctx: Context, _: unknown, account: StatusChange): Promise<void> {
  if (account.status !== 'suspended') throw new AppError('CONFLICT', 'This account is not suspended.');
  await setStatus(ctx, account, 'active');
}

async function setStatus(ctx: Context, account: StatusChange, status: 'active' | 'suspended'): Promise<void> {
  await ctx.tx.update(users)
    .set({ status, authorityVersion: sql`${users.authorityVersion} + 1` })
    .where(eq(users.id, account.id));
  ctx.record({
    name: status === 'suspended' ? 'accounts.suspended' : 'accounts.reactivated',
    subjectId: account.id, tables: ['users'], scopes: [`user:${account.id}`], detail: { before: account.status, after: status },
  });
}

export type NewAccount = { displayName: string; role: Role; email?: string | null; phone?: string | null };

const letters: Record<Role, string> = {
  'super-admin': 'SUP', admin: 'ADM', teacher: 'TCH', student: 'STU', parent: 'PAR',
};

/** Creates pending accounts with one-time passwords, one statement per table; usernames come in the order given. */
export async function createAccounts(ctx: Context, accounts: NewAccount[]) {
  const usernames = await takeUsernames(ctx.tx, accounts.map((account) => account.role));
  const rows = accounts.map((account, index) => {
    const password = oneTimePassword();
    return { ...account, password, username: usernames[index] ?? '', oneTimeHash: oneTimeHash(password) };
  });
  const made: { id: string; username: string; password: string }[] = [];
  for (let start = 0; start < rows.length; start += 1_000) {
    const part = rows.slice(start, start + 1_000);
    const inserted = await ctx.tx.insert(users)
      .values(part.map((row) => ({
        username: row.username, displayName: row.displayName, oneTimeHash: row.oneTimeHash,
        email: row.email ?? null, phone: row.phone ?? null,
      })))
      .returning({ id: users.id, username: users.username });
    const ids = new Map(inserted.map((row) => [row.username, row.id]));
    for (const row of part) made.push({ id: ids.get(row.username) ?? '', username: row.username, password: row.password });
    await ctx.tx.insert(userRoles).values(part.map((row) => ({
      userId: ids.get(row.username) ?? '', role: row.role, grantedBy: answerableId(ctx.actor),
    })));
  }
  return made;
}

/** Takes the next numbers of each role's counter, gap-free under its row lock: THS-STU-001, … 999, 1000. */
async function takeUsernames(tx: Tx, wanted: Role[]): Promise<string[]> {
  const [school] = await tx.select({ prefix: schools.usernamePrefix }).from(schools);
  const prefix = school?.prefix ?? 'THS';
  const counts = new Map<Role, number>();
  for (const role of wanted) counts.set(role, (counts.get(role) ?? 0) + 1);
  const next = new Map<Role, number>();
  for (const [role, count] of [...counts].sort()) {
    const [row] = await tx.insert(counters).values({ name: `username:${role}`, value: count })
      .onConflictDoUpdate({ target: counters.name, set: { value: sql`${counters.value} + ${count}` } })
      .returning({ value: counters.value });
    next.set(role, (row?.value ?? count) - count + 1);
  }
  return wanted.map((role) => {
    const number = next.get(role) ?? 0;
    next.set(role, number + 1);
    return `${prefix}-${letters[role]}-${String(number).padStart(3, '0')}`;
  });
}

/** Opens accounts again that were closed because their owners had left; what lies in the recycle bin stays there. */
export async function openAgain(tx: Tx, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return;
  await tx.update(users)
    .set({ status: sql`case when ${users.oneTimeHash} is null then 'active' else 'pending' end` })
    .where(and(inArray(users.id, [...userIds]), eq(users.status, 'disabled'), isNull(users.deletedAt)));
}
