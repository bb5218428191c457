import { daysBetween, mondayOf, plusDays, weekday, type Day } from '@/lib/platform/dates';

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

/** First and last day of a summary: the week of a day, or the whole term. */
export function summarySpan(term: TermDates, week: Day | undefined): { first: Day; last: Day } {
  return week ? { first: mondayOf(week), last: plusDays(mondayOf(week), 6) } : { first: term.startsOn, last: term.endsOn };
}
