import { eq, sql } from 'drizzle-orm';
import { schools, setup, users } from '@/db/schema';
import { nigerianDepartments, nigerianLevels, nigerianSubjects } from '@/db/seed/curriculum';
import { hashChosen } from '@/lib/accounts/passwords/commands';
import { openSession } from '@/lib/accounts/sessions/commands';
import { createAcademicSession } from '@/lib/calendar/commands';
import { findRunningSession } from '@/lib/calendar/queries';
import { sessionOf } from '@/lib/calendar/rules';
import type { SessionInput } from '@/lib/calendar/schema';
import { openTerm } from '@/lib/calendar/terms/commands';
import { createClasses } from '@/lib/classes/commands';
import { createDepartments } from '@/lib/classes/departments/commands';
import { createLevels } from '@/lib/classes/levels/commands';
import { createSubjects } from '@/lib/classes/subjects/commands';
import { addStaff } from '@/lib/people/staff/commands';
import { AppError } from '@/lib/platform/errors';
import type { Asked, Context } from '@/lib/platform/perform';
import { randomToken, sameBytes, tokenHash } from '@/lib/platform/secrets';
import { setUpSchool, type NewSchool } from '@/lib/school/commands';
import { findSchool } from '@/lib/school/queries';
import type { FirstAdminInput } from './schema';

/** Makes a token in place of any earlier one; null when somebody can sign in. Only its hash is kept. */
export async function makeToken(ctx: Context, { replace }: { replace: boolean }): Promise<string | null> {
  const [someone] = await ctx.tx.execute(sql`select 1 from user_roles where role = 'super-admin' limit 1`);
  if (someone) return null;
  const token = randomToken();
  const hash = tokenHash(token);
  const made = replace
    ? await ctx.tx.insert(setup).values({ tokenHash: hash }).onConflictDoUpdate({ target: setup.only, set: { tokenHash: hash, madeAt: sql`now()` } }).returning()
    : await ctx.tx.insert(setup).values({ tokenHash: hash }).onConflictDoNothing().returning();
  if (made.length === 0) return null;
  note(ctx, 'setup.token-made');
  return token;
}

/** The token from the log opens set-up to this browser. */
export async function begin(ctx: Context, { token }: { token: string }, { tokenHash: expected }: { tokenHash: Buffer }): Promise<{ token: string }> {
  if (!sameBytes(tokenHash(token), expected)) {
    throw new AppError('INVALID', 'Please look at the marked fields.', { fields: { token: 'That is not the token. Copy it from the server’s log, or make a new one with ./ths setup:token.' } });
  }
  note(ctx, 'setup.begun');
  return { token };
}

export async function createSchool(ctx: Context, input: NewSchool): Promise<void> {
  await setUpSchool(ctx, input);
}

/** Colour and motto. The logo is sent under Settings, where the browser speaks to the file store. */
export async function chooseBranding(ctx: Context, { accent, isDefault, motto }: { accent: string; isDefault: boolean; motto: string }): Promise<void> {
  await ctx.tx.update(schools).set({ accent: isDefault ? null : accent, motto });
  await passBranding(ctx);
}

export async function skipBranding(ctx: Context): Promise<void> {
  await passBranding(ctx);
}

async function passBranding(ctx: Context): Promise<void> {
  await ctx.tx.update(setup).set({ brandingDoneAt: ctx.now });
  note(ctx, 'setup.branding-passed');
}

/** The session with its terms and holidays; the term the school is in is opened. */
export async function createCalendar(ctx: Context, { termNow, ...session }: SessionInput & { termNow: number }): Promise<void> {
  const { termIds } = await createAcademicSession(ctx, sessionOf(session));
  await openTerm(ctx, { termId: termIds[termNow - 1] ?? '' });
}

type Chosen = { capacity: number; withSubjects: boolean; levels: { place: number; arms: string[] }[] };

/** The ticked levels with their classes in the running session; with them the usual subjects, where they are wanted. */
export async function createStructure(ctx: Context, { capacity, withSubjects, levels }: Chosen): Promise<void> {
  const chosen = levels.flatMap(({ place, arms }) => {
    const level = nigerianLevels[place];
    return level ? [{ ...level, arms }] : [];
  });
  await createLevels(ctx, chosen.map(({ name, stage }) => ({ name, stage })));
  if (withSubjects) {
    if (chosen.some((level) => level.stage === 'senior-secondary')) await createDepartments(ctx, nigerianDepartments);
    await createSubjects(ctx, nigerianSubjects);
  }
  const session = await findRunningSession(ctx.now, ctx.tx);
  if (!session) throw new AppError('LOCKED', 'Set up the session and its terms first.');
  await createClasses(ctx, {
    academicSessionId: session.id,
    classes: chosen.flatMap((level) => level.arms.map((arm) => ({ level: level.name, arm, capacity }))),
  });
}

/** The hash of the first password; whether set-up is still open was looked at before. */
export async function prepareFirstAdmin({ password, surname, firstName }: FirstAdminInput, { caller }: Asked): Promise<string> {
  if (!(await findSchool())) throw new AppError('LOCKED', 'Write down the school first.');
  return hashChosen(password, { userId: null, roles: ['super-admin'], words: [surname, firstName], caller });
}

/** The first person who can sign in, with a password of their own choice. With them set-up is over. */
export async function createFirstAdmin(ctx: Context, { password: _password, again: _again, ...person }: FirstAdminInput, _: unknown, hash: string) {
  const { username } = await addStaff(ctx, { ...person, role: 'super-admin', isAnother: true });
  const [user] = await ctx.tx
    .update(users)
    .set({ passwordHash: hash, oneTimeHash: null, status: 'active' })
    .where(eq(users.username, username))
    .returning({ id: users.id });
  if (!user) throw new Error('the first admin was not made');
  await ctx.tx.delete(setup);
  ctx.record({ name: 'setup.finished', subjectId: user.id, tables: ['schools'], scopes: ['school'], detail: { username } });
  return openSession(ctx, user.id);
}

function note(ctx: Context, name: string): void {
  ctx.record({ name, subjectId: 'school', tables: ['setup'], scopes: ['school'], detail: {} });
}
