import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { counters, schools, sessions, userRoles, users } from '@/db/schema';
import { hashPassword, passwordMatches } from '@/lib/platform/hashing';
import { env } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/errors';
import { loadActor, type Person, type Role } from '@/lib/platform/actor';
import type { Caller, Context } from '@/lib/platform/perform';
import { oneTimeHash, oneTimePassword, randomToken, sameBytes, tokenHash } from '@/lib/platform/secrets';
import { forgetFailures, knownDevice, noteFailure, waitTurn } from './throttle';
import { findCredentials, rolesOfUser } from './queries';
import { passwordProblem, sessionLifetime } from './rules';

// The hash of nothing anyone knows: an unknown name costs the same time as a known one.
const nobody = '$2b$12$C6UzMDM.H6dfI/f/IKcEe.5x1EX1oGbQ5dPpbKHbvAXGZy3C2EFbu';

export type Checked = { userId: string; hash: Buffer | string } | null;

/** Checks a password without a transaction; slows down the place that keeps guessing. */
export async function checkPassword(
  input: { identifier: string; password: string },
  caller: Caller,
): Promise<Checked> {
  const account = await findCredentials(input.identifier);
  const userId = account?.id ?? null;
  const attempt = {
    userId, identifier: input.identifier, address: caller.address,
    knownDevice: await knownDevice(userId, caller.deviceHash),
  };
  await waitTurn(attempt);
  const chosen = await passwordMatches(input.password, account?.passwordHash ?? nobody);
  const once = account?.oneTimeHash && sameBytes(oneTimeHash(input.password), Buffer.from(account.oneTimeHash));
  const hash = account?.passwordHash && chosen ? account.passwordHash : once ? Buffer.from(account.oneTimeHash ?? '') : null;
  if (!account || !hash) {
    await noteFailure(attempt);
    return null;
  }
  await forgetFailures(attempt);
  return { userId: account.id, hash };
}

type SignedIn = { token: string; seconds: number } | { refused: string };

/** Opens a session for a person whose password was just checked. */
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
  const opened = await openSession(ctx, user.id);
  ctx.record({
    name: 'accounts.signed-in', subjectId: user.id, tables: ['sessions'], scopes: [`user:${user.id}`],
    detail: { sessionId: opened.sessionId, address: ctx.from.address },
  });
  return opened;
}

/** Inserts a session row; the token is shown to the browser once and only its hash is kept. */
export async function openSession(ctx: Context, userId: string) {
  const token = randomToken();
  const { idle, absolute } = sessionLifetime(await rolesOfUser(userId, ctx.tx));
  const [row] = await ctx.tx
    .insert(sessions)
    .values({
      tokenHash: tokenHash(token),
      userId,
      idleSeconds: idle,
      expiresAt: sql`now() + make_interval(secs => ${absolute})`,
      device: ctx.from.device.slice(0, 200),
      deviceHash: ctx.from.deviceHash,
      address: ctx.from.address,
    })
    .returning({ id: sessions.id });
  if (!row) throw new Error('the session was not stored');
  return { token, seconds: absolute, sessionId: row.id };
}

/** Ends this session, or every session of the person when `everywhere` is set. */
export async function signOut(ctx: Context): Promise<void> {
  const actor = person(ctx);
  await endSessions(ctx, actor.id, { reason: 'signed-out', only: actor.sessionId });
}

export async function signOutEverywhere(ctx: Context): Promise<void> {
  await endSessions(ctx, person(ctx).id, { reason: 'signed-out-everywhere' });
}

export async function endOwnSession(ctx: Context, input: { sessionId: string }): Promise<void> {
  await endSessions(ctx, person(ctx).id, { reason: 'ended-by-owner', only: input.sessionId });
}

/** Ends a person's sessions; the event reaches the sidecar, which drops their sockets. */
export async function endSessions(
  ctx: Context,
  userId: string,
  { reason, only, except }: { reason: string; only?: string; except?: string },
): Promise<void> {
  const ended = await ctx.tx
    .update(sessions)
    .set({ endedAt: ctx.now, endedReason: reason })
    .where(and(
      eq(sessions.userId, userId),
      isNull(sessions.endedAt),
      only ? eq(sessions.id, only) : sql`true`,
      except ? ne(sessions.id, except) : sql`true`,
    ))
    .returning({ id: sessions.id });
  ctx.record({
    name: 'accounts.sessions-ended', subjectId: userId, tables: ['sessions'], scopes: [`user:${userId}`],
    detail: { reason, sessions: ended.map((row) => row.id) },
  });
}

/** Asks for the present password (an unlocked phone is not enough), then hashes the new one; both outside the transaction. */
export async function prepareChosenPassword(input: { current?: string; password: string }, caller: Caller): Promise<string> {
  const actor = caller.tokenHash ? await loadActor({ tokenHash: caller.tokenHash }) : null;
  if (!actor) throw new AppError('UNAUTHENTICATED', 'Sign in first.');
  if (!actor.mustChoosePassword) {
    const checked = await checkPassword({ identifier: actor.username, password: input.current ?? '' }, caller);
    if (checked?.userId !== actor.id) {
      throw new AppError('INVALID', 'Please look at the marked fields.', { fields: { current: 'That is not your present password.' } });
    }
  }
  if (Buffer.byteLength(input.password) > 72) {
    throw new AppError('INVALID', 'Please look at the marked fields.', { fields: { password: 'Use a shorter password: 72 bytes at the most.' } });
  }
  return hashPassword(input.password, env().BCRYPT_ROUNDS);
}

/** Replaces the password, ends the person's other sessions and rotates this one. */
export async function choosePassword(ctx: Context, input: { password: string }, _: void, hash: string) {
  const actor = person(ctx);
  const [school] = await ctx.tx.select({ name: schools.shortName }).from(schools);
  const problem = passwordProblem(input.password, {
    roles: actor.roles, words: [...actor.name.split(' '), actor.username, school?.name ?? ''],
  });
  if (problem) throw new AppError('INVALID', 'Please look at the marked fields.', { fields: { password: problem } });
  await ctx.tx.update(users)
    .set({ passwordHash: hash, oneTimeHash: null, status: 'active' })
    .where(and(eq(users.id, actor.id), ne(users.status, 'suspended')));
  await endSessions(ctx, actor.id, { reason: 'password-changed' });
  ctx.record({
    name: 'accounts.password-chosen', subjectId: actor.id, tables: ['users'], scopes: [`user:${actor.id}`], detail: {},
  });
  return openSession(ctx, actor.id);
}

/** Removes what no longer proves anything: sessions over for 90 days, answers kept for repeats for a week. */
export async function forgetOldSessions(ctx: Context): Promise<void> {
  await ctx.tx.execute(sql`delete from socket_tickets where expires_at < now()`);
  await ctx.tx.execute(sql`delete from sessions s where coalesce(s.ended_at, s.expires_at) < now() - interval '90 days'
    and not exists (select 1 from socket_tickets t where t.session_id = s.id)`);
  await ctx.tx.execute(sql`delete from operations where created_at < now() - interval '7 days'`);
}

type StatusChange = { id: string; status: string };

export async function suspend(ctx: Context, _: unknown, account: StatusChange): Promise<void> {
  if (account.status === 'suspended') throw new AppError('CONFLICT', 'This account is already suspended.');
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
      userId: ids.get(row.username) ?? '', role: row.role, grantedBy: ctx.actor.kind === 'person' ? ctx.actor.id : null,
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

function person(ctx: Context): Person {
  if (ctx.actor.kind !== 'person') throw new AppError('UNAUTHENTICATED', 'Sign in first.');
  return ctx.actor;
}
