import { TZDate } from '@date-fns/tz';
import { addDays, format, isValid, parse } from 'date-fns';

/** A school day as PostgreSQL writes it: "2026-11-23". */
export type Day = string;

/** The date on the school's wall calendar at an instant. */
export function schoolDay(now: Date, timeZone: string): Day {
  return format(new TZDate(now, timeZone), 'yyyy-MM-dd');
}

/** "08:04" on the school's clock. */
export function schoolTime(instant: Date, timeZone: string): string {
  return format(new TZDate(instant, timeZone), 'HH:mm');
}

/** The days a school writes down, births included. Beyond them neither date arithmetic nor PostgreSQL can be relied on. */
export const FIRST_DAY: Day = '1900-01-01';
export const LAST_DAY: Day = '2199-12-31';

/** True for a real calendar date written yyyy-mm-dd, of this or the two neighbouring centuries; "2026-02-30" is not one. */
export function isDay(value: string): value is Day {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && value >= FIRST_DAY && value <= LAST_DAY
    && isValid(asDate(value)) && format(asDate(value), 'yyyy-MM-dd') === value;
}

/** What to say of a day given as yyyy-mm-dd whose year no school writes down; null for any other value. */
export function yearProblem(value: unknown): string | null {
  const [day, year] = typeof value === 'string' ? (/^(\d{4})-\d{2}-\d{2}$/.exec(value) ?? []) : [];
  return day && (day < FIRST_DAY || day > LAST_DAY) ? `Look at the year: ${year} is not one of 1900 to 2199.` : null;
}

/** A day at noon UTC, so that no time zone moves it to a neighbour. */
function asDate(day: Day): Date {
  return parse(`${day} 12`, 'yyyy-MM-dd HH', new Date(0));
}

/** The day `count` days later (earlier when negative). */
export function plusDays(day: Day, count: number): Day {
  return format(addDays(asDate(day), count), 'yyyy-MM-dd');
}

/** 1 Monday … 7 Sunday. */
export function weekday(day: Day): number {
  return Number(format(asDate(day), 'i'));
}

/** "Mon 23 Nov 2026": dates as people say them. */
export function sayDay(day: Day): string {
  return format(asDate(day), 'EEE d MMM yyyy');
}

/** "23/11/2026": a day as it is typed into a form. */
export function typedDay(day: Day): string {
  return format(asDate(day), 'dd/MM/yyyy');
}

/** "Mon 23 Nov" where the year is plain. */
export function sayShortDay(day: Day): string {
  return format(asDate(day), 'EEE d MMM');
}

/** The Monday of a day's week. */
export function mondayOf(day: Day): Day {
  return plusDays(day, 1 - weekday(day));
}

/** More days in a row than any session has. */
const MOST_DAYS = 800;

/** Every day from first to last, both included; of a longer time than any session the last ones, whatever the records say. */
export function daysBetween(first: Day, last: Day): Day[] {
  const soonest = plusDays(last, 1 - MOST_DAYS);
  const days: Day[] = [];
  for (let day = first > soonest ? first : soonest; day <= last; day = plusDays(day, 1)) days.push(day);
  return days;
}
