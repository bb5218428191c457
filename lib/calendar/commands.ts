import { and, eq, gte, lte, ne, sql } from 'drizzle-orm';
import { academicSessions, holidays, terms } from '@/db/schema';
import { isDay, plusDays, sayDay, type Day } from '@/lib/platform/dates';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';

export type NewSession = {
  /** "2026/2027". */
  name: string;
  startsOn: Day;
  endsOn: Day;
  /** First, second and third, in order. */
  terms: { name: string; startsOn: Day; endsOn: Day }[];
  holidays: { day: Day; name: string }[];
};

/** Creates an academic session with its three terms and the days the school is closed. Returns the ids. */
export async function createAcademicSession(
  ctx: Context,
  session: NewSession,
): Promise<{ id: string; termIds: string[] }> {
  const problem = sessionProblem(session);
  if (problem) throw new AppError('INVALID', problem);
  const [clash] = await ctx.tx
    .select({ name: academicSessions.name })
    .from(academicSessions)
    .where(
      and(lte(academicSessions.startsOn, session.endsOn), gte(academicSessions.endsOn, session.startsOn)),
    );
  if (clash) throw new AppError('CONFLICT', `These dates overlap with the session ${clash.name}.`);

  const { name, startsOn, endsOn } = session;
  const [made] = await ctx.tx
    .insert(academicSessions)
    .values({ name, startsOn, endsOn })
    .onConflictDoNothing()
    .returning({ id: academicSessions.id });
  if (!made) throw new AppError('CONFLICT', `There is already a session ${name}.`);
  const added = await ctx.tx
    .insert(terms)
    .values(session.terms.map((term, index) => ({ ...term, academicSessionId: made.id, number: index + 1 })))
    .returning({ id: terms.id, number: terms.number });
  if (session.holidays.length > 0)
    await ctx.tx.insert(holidays).values(session.holidays).onConflictDoNothing();
  ctx.record({
    name: 'calendar.session-created',
    subjectId: made.id,
    tables: ['academic_sessions', 'terms', 'holidays'],
    scopes: ['school'],
    detail: { ...session },
  });
  return { id: made.id, termIds: added.toSorted((a, b) => a.number - b.number).map((term) => term.id) };
}

/** Why a session cannot be: its years, the order of its dates, or terms that overlap. Null when it can. */
export function sessionProblem({
  name,
  startsOn,
  endsOn,
  terms: given,
  holidays: closed,
}: NewSession): string | null {
  const [, first, second] = /^(\d{4})\/(\d{4})$/.exec(name) ?? [];
  if (!first || !second || Number(second) !== Number(first) + 1)
    return 'Name the session after two years in a row, such as 2026/2027.';
  if (
    ![
      startsOn,
      endsOn,
      ...given.flatMap((term) => [term.startsOn, term.endsOn]),
      ...closed.map((one) => one.day),
    ].every(isDay)
  ) {
    return 'One of the dates does not exist.';
  }
  if (!startsOn.startsWith(first) || !endsOn.startsWith(second))
    return `The session ${name} begins in ${first} and ends in ${second}.`;
  if (given.length !== 3) return 'A session has three terms.';
  let free = startsOn;
  for (const term of given) {
    if (term.startsOn >= term.endsOn) return `The ${term.name} term ends before it begins.`;
    if (term.startsOn < free)
      return `The ${term.name} term begins before ${sayDay(free)}, so it overlaps with what comes before.`;
    if (term.endsOn > endsOn) return `The ${term.name} term ends after the session.`;
    free = plusDays(term.endsOn, 1);
  }
  return null;
}

/** Makes a term the active one; the one before is completed. An archived term stays closed. */
export async function openTerm(ctx: Context, { termId }: { termId: string }): Promise<void> {
  const [term] = await ctx.tx
    .select({ id: terms.id, state: terms.state, startsOn: terms.startsOn })
    .from(terms)
    .where(eq(terms.id, termId))
    .for('update');
  if (!term) throw new AppError('NOT_FOUND', 'There is no such term.');
  if (term.state === 'active') throw new AppError('CONFLICT', 'This term is already active.');
  if (term.state === 'archived') throw new AppError('LOCKED', 'That term is archived and can only be read.');
  const closed = await ctx.tx
    .update(terms)
    .set({ state: 'completed' })
    .where(and(ne(terms.id, termId), eq(terms.state, 'active')))
    .returning({ id: terms.id });
  // Terms the calendar has passed are over, also when nobody ever opened them.
  await ctx.tx
    .update(terms)
    .set({ state: 'completed' })
    .where(and(eq(terms.state, 'upcoming'), sql`${terms.endsOn} < ${term.startsOn}::date`));
  await ctx.tx.update(terms).set({ state: 'active' }).where(eq(terms.id, termId));
  ctx.record({
    name: 'calendar.term-opened',
    subjectId: termId,
    tables: ['terms'],
    scopes: ['school'],
    detail: { before: closed.map((one) => one.id), after: termId },
  });
}
