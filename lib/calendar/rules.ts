import { daysBetween, weekday, type Day } from '@/lib/platform/dates';

export type TermDates = { startsOn: Day; endsOn: Day };

/** School days are the weekdays of the term less holidays (domain §4). */
export function isSchoolDay(day: Day, term: TermDates | null, holidays: ReadonlySet<Day>): boolean {
  return term !== null && day >= term.startsOn && day <= term.endsOn && weekday(day) <= 5 && !holidays.has(day);
}

/** The school days from first to last, both included. */
export function schoolDays(first: Day, last: Day, term: TermDates, holidays: ReadonlySet<Day>): Day[] {
  return daysBetween(first, last).filter((day) => isSchoolDay(day, term, holidays));
}
