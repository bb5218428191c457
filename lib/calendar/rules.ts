import { daysBetween, isDay, mondayOf, plusDays, sayDay, weekday, type Day } from '@/lib/platform/dates';

export type TermDates = { startsOn: Day; endsOn: Day };

/** What decides whether a day is a school day: the school's week, the term, and its holidays. */
export type Calendar = { weekDays: readonly number[]; term: TermDates | null; holidays: ReadonlySet<Day> };

/** School days are the week days of the term less holidays (domain §4). */
export function isSchoolDay(day: Day, { weekDays, term, holidays }: Calendar): boolean {
  return term !== null && day >= term.startsOn && day <= term.endsOn && weekDays.includes(weekday(day)) && !holidays.has(day);
}

/** The nearest day before (-1) or after (1) on which the school's week is open. */
export function nextWeekDay(day: Day, step: 1 | -1, weekDays: readonly number[]): Day {
  let next = plusDays(day, step);
  for (let tries = 0; tries < 7 && !weekDays.includes(weekday(next)); tries += 1) next = plusDays(next, step);
  return next;
}

/** The school days from first to last, both included. */
export function schoolDays(first: Day, last: Day, calendar: Calendar): Day[] {
  return daysBetween(first, last).filter((day) => isSchoolDay(day, calendar));
}

/** The term a page opens on: the one asked for, else the one of today, else the newest that has begun. */
export function termToShow<T extends TermDates & { id: string }>(terms: readonly T[], { asked, day }: { asked?: string; day: Day }): T | null {
  return (
    terms.find((term) => term.id === asked) ??
    terms.find((term) => day >= term.startsOn && day <= term.endsOn) ??
    terms.find((term) => term.startsOn <= day) ??
    terms[0] ??
    null
  );
}

/**
 * The session that runs: the one whose term is open; else the one the day lies in; else, between two sessions, the next
 * to come, for which the office admits and plans; else the one that ended last. `runningSessionId` says the same in SQL.
 */
export function runningSession<T extends TermDates & { hasActiveTerm: boolean }>(sessions: readonly T[], day: Day): T | null {
  const inOrder = sessions.toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : 1));
  return (
    inOrder.find((one) => one.hasActiveTerm) ??
    inOrder.find((one) => day >= one.startsOn && day <= one.endsOn) ??
    inOrder.find((one) => one.startsOn > day) ??
    inOrder.at(-1) ??
    null
  );
}

/** First and last day of a summary: the week of a day, or the whole term. */
export function summarySpan(term: TermDates, week: Day | undefined): { first: Day; last: Day } {
  return week ? { first: mondayOf(week), last: plusDays(mondayOf(week), 6) } : { first: term.startsOn, last: term.endsOn };
}

export type NewSession = {
  /** "2026/2027". */
  name: string;
  startsOn: Day;
  endsOn: Day;
  /** First, second and third, in order. */
  terms: { name: string; startsOn: Day; endsOn: Day }[];
  holidays: { day: Day; name: string }[];
};

/** What is wrong, and the field of the form that says it. */
export type Problem = { field: string; says: string };

/** The longest session there has been, of 2019/2020, had sixteen months. */
const LONGEST_SESSION = 500;

export const isTooLong = ({ startsOn, endsOn }: TermDates) => endsOn > plusDays(startsOn, LONGEST_SESSION);

/** Why a session cannot be: its years, the order of its dates, or terms that overlap. Null when it can. */
export function sessionProblem({ name, startsOn, endsOn, terms: given, holidays: closed }: NewSession): Problem | null {
  const [, first, second] = /^(\d{4})\/(\d{4})$/.exec(name) ?? [];
  if (!first || !second || Number(second) !== Number(first) + 1 || !isDay(`${first}-01-01`) || !isDay(`${second}-01-01`))
    return { field: 'name', says: 'Name the session after two years in a row, such as 2026/2027.' };
  if (given.length !== 3) return { field: 'name', says: 'A session has three terms.' };
  const unreal = given.flatMap((term, place) => edges.filter((edge) => !isDay(term[edge])).map((edge) => fieldOf(place, edge)))[0];
  if (unreal) return { field: unreal, says: 'This date does not exist.' };
  if (!startsOn.startsWith(first)) return { field: 'firstStartsOn', says: `The session ${name} begins in ${first}.` };
  if (!endsOn.startsWith(second)) return { field: 'thirdEndsOn', says: `The session ${name} ends in ${second}.` };
  if (isTooLong({ startsOn, endsOn })) return { field: 'thirdEndsOn', says: `A session is at most ${LONGEST_SESSION} days long.` };
  const problem = termsProblem(given, startsOn);
  if (problem) return { field: fieldOf(problem.place, problem.edge), says: problem.says };
  const last = given.findIndex((term) => term.endsOn > endsOn);
  if (last >= 0) return { field: fieldOf(last, 'endsOn'), says: `The ${given[last]?.name ?? ''} term ends after the session.` };
  const outside = closed.find(({ day }) => !isDay(day) || day < startsOn || day > endsOn);
  return outside ? { field: 'holidays', says: `${outside.name} on ${slashed(outside.day)} lies outside the session.` } : null;
}

type Edge = keyof TermDates;
const edges: readonly Edge[] = ['startsOn', 'endsOn'];
const fieldOf = (place: number, edge: Edge) => `${['first', 'second', 'third'][place] ?? ''}${edge === 'startsOn' ? 'StartsOn' : 'EndsOn'}`;

/** Why terms, in order, cannot lie like this, and at which of them, or null when they can. */
export function termsProblem(given: readonly (TermDates & { name: string })[], from: Day): { place: number; edge: Edge; says: string } | null {
  let free = from;
  for (const [place, term] of given.entries()) {
    if (term.startsOn >= term.endsOn) return { place, edge: 'endsOn', says: `The ${term.name} term ends before it begins.` };
    if (term.startsOn < free)
      return { place, edge: 'startsOn', says: `The ${term.name} term begins before ${sayDay(free)}, so it overlaps with what comes before.` };
    free = plusDays(term.endsOn, 1);
  }
  return null;
}

const termNames = ['First', 'Second', 'Third'] as const;

type TermDays = Record<`${'first' | 'second' | 'third'}${'StartsOn' | 'EndsOn'}`, Day>;

/** A session from its three terms: it runs from September to July, wider when the terms are. */
export function sessionOf({ name, holidays, ...days }: TermDays & { name: string; holidays: NewSession['holidays'] }): NewSession {
  const [first, second] = name.split('/');
  const starts = [days.firstStartsOn, days.secondStartsOn, days.thirdStartsOn];
  const ends = [days.firstEndsOn, days.secondEndsOn, days.thirdEndsOn];
  return {
    name, holidays,
    startsOn: [`${first ?? ''}-09-01`, days.firstStartsOn].toSorted()[0] ?? '',
    endsOn: [`${second ?? ''}-07-31`, days.thirdEndsOn].toSorted()[1] ?? '',
    terms: termNames.map((term, index) => ({ name: term, startsOn: starts[index] ?? '', endsOn: ends[index] ?? '' })),
  };
}

/** "01/10/2026 Independence Day" as a holiday; a sentence when it cannot be read. */
export function holidayLine(text: string): { day: Day; name: string } | string {
  const [, date = '', name = ''] = /^(\S+)\s*(.*)$/.exec(text) ?? [];
  const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(date) ?? [];
  const iso = day && month && year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : date;
  if (!isDay(iso)) return `“${date}” is not a date. Write the day first: 01/10/2026 Independence Day.`;
  return name === '' ? 'Write the name of the holiday after its date.' : { day: iso, name };
}

/** "2026-10-01" as "01/10/2026". */
export function slashed(day: Day): string {
  return day.split('-').toReversed().join('/');
}

export type HolidayRange = { name: string; from: Day; to: Day; days: number };

/** Holidays of one name on days that follow one another (weekends between them allowed) are one line. */
export function holidayRanges(given: readonly { day: Day; name: string }[]): HolidayRange[] {
  const ranges: HolidayRange[] = [];
  for (const { day, name } of given) {
    const last = ranges.at(-1);
    if (last?.name === name && day <= plusDays(last.to, 3)) Object.assign(last, { to: day, days: last.days + 1 });
    else ranges.push({ name, from: day, to: day, days: 1 });
  }
  return ranges;
}

export type TermState = 'upcoming' | 'active' | 'completed' | 'archived';

const steps: Record<TermState, readonly TermState[]> = {
  upcoming: ['active'], active: ['completed'], completed: ['active', 'archived'], archived: ['completed'],
};

/** What a term may become: upcoming → active → completed → archived, and one step back for a mistake. */
export function nextStates(state: TermState): readonly TermState[] {
  return steps[state];
}

/** Why a term cannot become this, or null when it can. */
export function stateProblem(from: TermState, to: TermState): string | null {
  if (from === to) return `This term is already ${to}.`;
  if (steps[from].includes(to)) return null;
  return from === 'archived' ? 'That term is archived and can only be read. Bring it back from the archive first.' : `A term that is ${from} cannot become ${to}.`;
}
