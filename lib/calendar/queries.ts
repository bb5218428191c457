import { asc, desc, eq, sql } from 'drizzle-orm';
import { database, type Tx } from '@/db/client';
import { academicSessions, holidays, terms } from '@/db/schema';
import type { Day } from '@/lib/platform/dates';

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
