import { and, desc, eq, gt, isNull, sql, type SQL } from 'drizzle-orm';
import { database, type Tx } from '@/db/client';
import { accountLinks, secondFactors, sessions, userRoles, users } from '@/db/schema';
import { isOffice, type Actor, type Person, type Role } from '@/lib/platform/actor';
import { can } from '@/lib/platform/authz';
import { clock } from '@/lib/platform/clock';
import { AppError } from '@/lib/platform/errors';
import { reading } from '@/lib/platform/scope';
import * as may from './policy';
import { identifierKind } from './rules';

const rolesOf = sql<Role[]>`array(select role from user_roles r where r.user_id = users.id order by role)`;

/** The account a typed username, e-mail or phone names, with what is needed to check a password. */
export async function findCredentials(identifier: string) {
  const [found] = await database()
    .select({
      id: users.id, status: users.status, unlocks: users.unlocks,
      passwordHash: users.passwordHash, oneTimeHash: users.oneTimeHash, roles: rolesOf,
    })
    .from(users)
    .where(isNamed(identifier))
    .limit(1);
  return found ?? null;
}

/** The id alone, by one look into an index: as quick for a name that nobody has. */
export async function findAccountId(identifier: string): Promise<string | null> {
  const [found] = await database().select({ id: users.id }).from(users).where(isNamed(identifier)).limit(1);
  return found?.id ?? null;
}

function isNamed(identifier: string): SQL | undefined {
  const { by, value } = identifierKind(identifier);
  const columns: Record<typeof by, SQL> = {
    email: sql`lower(${users.email}) = ${value}`,
    phone: sql`${users.phone} = ${value}`,
    username: sql`upper(${users.username}) = ${value}`,
  };
  return and(columns[by], isNull(users.deletedAt));
}

/** The person's own signed-in devices, newest first. */
export async function listSessions(actor: Person) {
  return database()
    .select({
      id: sessions.id, device: sessions.device, address: sessions.address,
      createdAt: sessions.createdAt, lastSeenAt: sessions.lastSeenAt,
    })
    .from(sessions)
    .where(and(eq(sessions.userId, actor.id), isNull(sessions.endedAt), gt(sessions.expiresAt, sql`now()`)))
    .orderBy(desc(sessions.lastSeenAt))
    .limit(50);
}

/** One of the actor's own sessions; anyone else's does not exist. */
export async function getOwnSession(actor: Actor, input: { sessionId: string }, tx: Tx) {
  const mine = actor.kind === 'person' ? eq(sessions.userId, actor.id) : sql`false`;
  const [found] = await tx
    .select({ id: sessions.id, userId: sessions.userId })
    .from(sessions)
    .where(and(eq(sessions.id, input.sessionId), mine))
    .limit(1);
  if (!found) throw new AppError('NOT_FOUND', 'That sign-in is not there any more.');
  return found;
}

/** An account for the office to act on, locked so that two changes queue; to others only their own exists. */
export async function getAccount(actor: Actor, input: { userId: string }, tx: Tx) {
  const own = actor.kind === 'person' ? eq(users.id, actor.id) : sql`false`;
  const [found] = await tx
    .select({ id: users.id, status: users.status, name: users.displayName, username: users.username, email: users.email, roles: rolesOf })
    .from(users)
    .where(and(eq(users.id, input.userId), isNull(users.deletedAt), actor.kind === 'system' || isOffice(actor) ? sql`true` : own))
    .for('update');
  if (!found) throw new AppError('NOT_FOUND', 'There is no such account.');
  return found;
}

/** One account with who it belongs to and where it is signed in; NOT_FOUND when the actor may not see it. */
export async function getAccountPage(actor: Actor, userId: string) {
  return reading(actor, undefined, async (tx) => {
    const [[account], devices] = await Promise.all([
      tx
        .select({
          id: users.id, name: users.displayName, username: users.username, email: users.email, phone: users.phone, status: users.status, unlocks: users.unlocks,
          roles: rolesOf, hasFirstPassword: sql<boolean>`${users.oneTimeHash} is not null`, createdAt: users.createdAt,
          hasSecondFactor: sql<boolean>`exists (select 1 from ${secondFactors} f where f.user_id = users.id and f.sealed_secret is not null)`,
          invitedUntil: sql`(select l.expires_at from ${accountLinks} l where l.user_id = users.id and l.purpose = 'invitation'
            and l.used_at is null and l.withdrawn_at is null and l.expires_at > ${clock.now().toISOString()})`.mapWith(accountLinks.expiresAt),
          studentId: sql<string | null>`(select s.id from students s where s.user_id = users.id)`,
          guardianId: sql<string | null>`(select g.id from guardians g where g.user_id = users.id)`,
          isStaff: sql<boolean>`exists (select 1 from staff s where s.user_id = users.id)`,
          holdsSafeguarding: sql<boolean>`exists (select 1 from user_grants g where g.user_id = users.id and g.name = 'safeguarding' and g.ended_at is null)`,
        })
        .from(users)
        .where(and(eq(users.id, userId), isNull(users.deletedAt)))
        .limit(1),
      tx
        .select({ id: sessions.id, device: sessions.device, createdAt: sessions.createdAt, lastSeenAt: sessions.lastSeenAt })
        .from(sessions)
        .where(and(eq(sessions.userId, userId), isNull(sessions.endedAt), gt(sessions.expiresAt, sql`now()`)))
        .orderBy(desc(sessions.lastSeenAt))
        .limit(20),
    ]);
    if (!account || !can(actor, may.view, account)) throw new AppError('NOT_FOUND', 'There is no such account.');
    return { ...account, devices };
  });
}

/** The roles of one account. */
export async function rolesOfUser(userId: string, tx: Tx): Promise<Role[]> {
  const rows = await tx.select({ role: userRoles.role }).from(userRoles).where(eq(userRoles.userId, userId));
  return rows.map((row) => row.role);
}
