import { asc, desc, eq, sql, type SQL } from 'drizzle-orm';
import { database, type Tx } from '@/db/client';
import { academicSessions, holidays, schools, terms } from '@/db/schema';
import type { Actor } from '@/lib/platform/actor';
import type { Day } from '@/lib/platform/dates';
import { AppError } from '@/lib/platform/errors';
import { holidayRanges, type HolidayRange } from './rules';

/** The day on the school's wall calendar, for use inside a statement. */
export const schoolDayAt = (now: Date): SQL<Day> => sql`(select (${now.toISOString()}::timestamptz at time zone ${schools.timeZone})::date from ${schools})`;

/** The id of the session that runs at an instant, as `runningSession` decides it; null before there is one. */
export const runningSessionId = (now: Date): SQL<string | null> => sql`(
  select s.id from ${academicSessions} s left join ${terms} t on t.academic_session_id = s.id and t.state = 'active',
    ${schoolDayAt(now)} today(day)
  order by t.id is null, today.day not between s.starts_on and s.ends_on, s.starts_on <= today.day, abs(s.starts_on - today.day) limit 1)`;

/** The running session, or null before there is one. */
export async function findRunningSession(now: Date, tx?: Tx) {
  const [session] = await (tx ?? database()).select().from(academicSessions).where(sql`${academicSessions.id} = ${runningSessionId(now)}`);
  return session ?? null;
}

const columns = {
  id: terms.id, name: terms.name, number: terms.number, startsOn: terms.startsOn, endsOn: terms.endsOn,
  state: terms.state, sessionId: academicSessions.id, sessionName: academicSessions.name,
};

/** The active term, or null before the school has opened one. */
export async function findActiveTerm(tx?: Tx) {
  const [term] = await (tx ?? database())
    .select(columns)
    .from(terms)
    .innerJoin(academicSessions, eq(academicSessions.id, terms.academicSessionId))
    .where(eq(terms.state, 'active'))
    .limit(1);
  return term ?? null;
}

/** Every term of the school, newest first. */
export async function listTerms(tx?: Tx) {
  return (tx ?? database())
    .select(columns)
    .from(terms)
    .innerJoin(academicSessions, eq(academicSessions.id, terms.academicSessionId))
    .orderBy(desc(terms.startsOn))
    .limit(60);
}

/** The holidays from first to last. */
export async function listHolidays(first: Day, last: Day, tx?: Tx) {
  return (tx ?? database())
    .select({ day: holidays.day, name: holidays.name })
    .from(holidays)
    .where(sql`${holidays.day} between ${first} and ${last}`)
    .orderBy(asc(holidays.day))
    .limit(400);
}

/** One term to act on, locked so that two changes queue. The calendar is no secret: everybody signed in finds it. */
export async function getTerm(actor: Actor, { termId }: { termId: string }, tx: Tx) {
  const [term] = actor.kind === 'visitor' ? [] : await tx.select().from(terms).where(eq(terms.id, termId)).for('update');
  if (!term) throw new AppError('NOT_FOUND', 'There is no such term.');
  return term;
}

export type SessionOnPage = {
  id: string; name: string; startsOn: Day; endsOn: Day; holidays: HolidayRange[]; hasActiveTerm: boolean;
  terms: { id: string; name: string; startsOn: Day; endsOn: Day; state: 'upcoming' | 'active' | 'completed' | 'archived' }[];
};

/** The newest sessions with their terms and holidays. */
export async function listSessions(limit = 6, tx?: Tx): Promise<SessionOnPage[]> {
  const open = tx ?? database();
  const found = await open.select().from(academicSessions).orderBy(desc(academicSessions.startsOn)).limit(limit);
  const oldest = found.at(-1);
  if (!oldest) return [];
  const [allTerms, closed] = await Promise.all([
    open.select().from(terms).where(sql`${terms.startsOn} >= ${oldest.startsOn}`).orderBy(asc(terms.startsOn)).limit(limit * 3),
    open.select().from(holidays).where(sql`${holidays.day} >= ${oldest.startsOn}`).orderBy(asc(holidays.day)).limit(limit * 200),
  ]);
  return found.map((session) => ({
    ...session,
    terms: allTerms.filter((term) => term.academicSessionId === session.id),
    hasActiveTerm: allTerms.some((term) => term.academicSessionId === session.id && term.state === 'active'),
    holidays: holidayRanges(closed.filter(({ day }) => day >= session.startsOn && day <= session.endsOn)),
  }));
}
