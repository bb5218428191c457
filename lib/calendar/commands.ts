import { and, asc, eq, gte, lte, ne, sql } from 'drizzle-orm';
import { academicSessions, holidays, terms } from '@/db/schema';
import { sayDay, type Day } from '@/lib/platform/dates';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';
import { isTooLong, sessionOf, sessionProblem, termsProblem, type NewSession, type Problem, type TermDates } from './rules';
import type { SessionInput } from './schema';

/** Creates an academic session with its three terms and the days the school is closed. Returns the ids. */
export async function createAcademicSession(
  ctx: Context,
  session: NewSession,
): Promise<{ id: string; termIds: string[] }> {
  const problem = sessionProblem(session);
  if (problem) throw refusal(problem);
  await refuseClash(ctx, session);
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

async function refuseClash(ctx: Context, { startsOn, endsOn }: TermDates, except?: string): Promise<void> {
  const [clash] = await ctx.tx
    .select({ name: academicSessions.name })
    .from(academicSessions)
    .where(and(
      lte(academicSessions.startsOn, endsOn),
      gte(academicSessions.endsOn, startsOn),
      except ? ne(academicSessions.id, except) : sql`true`,
    ));
  if (clash) throw new AppError('CONFLICT', `These dates overlap with the session ${clash.name}.`);
}

/** As the office types it. */
export async function createSession(ctx: Context, input: SessionInput): Promise<{ id: string; termIds: string[] }> {
  return createAcademicSession(ctx, sessionOf(input));
}

export type Term = { id: string; academicSessionId: string; name: string; state: 'upcoming' | 'active' | 'completed' | 'archived'; startsOn: Day; endsOn: Day };

/** Moves a term's first and last day. Registers that would stand outside are told about first; they stay. */
export async function changeTerm(
  ctx: Context,
  { startsOn, endsOn, confirmed }: { startsOn: Day; endsOn: Day; confirmed: boolean },
  term: Term,
): Promise<void> {
  if (term.state === 'archived') throw new AppError('LOCKED', 'That term is archived and can only be read.');
  const [session] = await ctx.tx.select().from(academicSessions).where(eq(academicSessions.id, term.academicSessionId)).for('update');
  if (!session) throw new AppError('NOT_FOUND', 'There is no such session.');
  const siblings = await ctx.tx.select().from(terms).where(eq(terms.academicSessionId, session.id)).orderBy(asc(terms.number));
  const changed = siblings.map((one) => (one.id === term.id ? { ...one, startsOn, endsOn } : one));
  const span = { startsOn: [session.startsOn, startsOn].toSorted()[0] ?? startsOn, endsOn: [session.endsOn, endsOn].toSorted()[1] ?? endsOn };
  if (isTooLong(span)) {
    const runs = `The session ${session.name} runs from ${sayDay(session.startsOn)} to ${sayDay(session.endsOn)}.`;
    throw refusal({ field: startsOn < session.startsOn ? 'startsOn' : 'endsOn', says: `${runs} This day is too far from it.` });
  }
  const problem = termsProblem(changed, span.startsOn);
  if (problem) throw refusal({ field: edgeOf(problem, changed.findIndex((one) => one.id === term.id)), says: problem.says });
  await refuseClash(ctx, span, session.id);
  await refuseStranded(ctx, term, { startsOn, endsOn, confirmed });
  await ctx.tx.update(academicSessions).set(span).where(eq(academicSessions.id, session.id));
  await ctx.tx.update(terms).set({ startsOn, endsOn }).where(eq(terms.id, term.id));
  ctx.record({
    name: 'calendar.term-changed', subjectId: term.id, tables: ['terms'], scopes: ['school'],
    detail: { term: `${term.name} term ${session.name}`, before: { startsOn: term.startsOn, endsOn: term.endsOn }, after: { startsOn, endsOn } },
  });
}

/** The form has the dates of one term; where it gets in the way of the next, its last day is to blame. */
const edgeOf = ({ place, edge }: { place: number; edge: string }, changed: number) =>
  place === changed ? edge : place > changed ? 'endsOn' : 'startsOn';

const refusal = ({ field, says }: Problem) => new AppError('INVALID', 'Please look at the marked fields.', { fields: { [field]: says } });

async function refuseStranded(ctx: Context, term: Term, { startsOn, endsOn, confirmed }: { startsOn: Day; endsOn: Day; confirmed: boolean }): Promise<void> {
  if (confirmed) return;
  const [stand] = await ctx.tx.execute<{ n: number }>(sql`
    select count(*)::int as n from registers r join classes c on c.id = r.class_id and c.academic_session_id = ${term.academicSessionId}
    where r.taken_at is not null and r.day between ${term.startsOn}::date and ${term.endsOn}::date and r.day not between ${startsOn}::date and ${endsOn}::date`);
  if (!stand || stand.n === 0) return;
  const registers = stand.n === 1 ? '1 register stands' : `${stand.n} registers stand`;
  throw refusal({
    field: 'confirmed',
    says: `${registers} on days that would fall outside the term. They are kept, and no longer counted. Tick the box to change the dates all the same.`,
  });
}
