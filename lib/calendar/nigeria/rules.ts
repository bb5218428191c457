// The session as Nigerian schools keep it; what a new session is prefilled with.
import { plusDays, weekday, type Day } from '@/lib/platform/dates';
import type { NewSession } from '../rules';

/** The year in which the session around a day began; August still belongs to the one that has ended. */
export function firstYearAround(day: Day): number {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return month >= 9 ? year : year - 1;
}

/** The year in which the session begins that a school sets up on this day: from August on, the coming one. */
export function firstYearToPlan(day: Day): number {
  return day.slice(5, 7) === '08' ? Number(day.slice(0, 4)) : firstYearAround(day);
}

/** A session as Nigerian schools keep it: Sep to mid-Dec, Jan to early Apr, late Apr to mid-Jul. */
export function nigerianSession(year: number): NewSession {
  const next = year + 1;
  const terms = [
    { name: 'First', startsOn: mondayFrom(`${year}-09-08`), endsOn: fridayFrom(`${year}-12-12`) },
    { name: 'Second', startsOn: mondayFrom(`${next}-01-05`), endsOn: fridayFrom(`${next}-04-02`) },
    { name: 'Third', startsOn: mondayFrom(`${next}-04-20`), endsOn: fridayFrom(`${next}-07-14`) },
  ];
  const inTerm = (day: Day) =>
    weekday(day) <= 5 && terms.some((term) => day >= term.startsOn && day <= term.endsOn);
  const holidays = publicHolidays(year, next).filter(({ day }) => inTerm(day));
  return { name: `${year}/${next}`, startsOn: `${year}-09-01`, endsOn: `${next}-07-31`, terms, holidays };
}

/** The place of the term a day is in, or of the nearest one: 0, 1 or 2. */
export function termAround(day: Day, { terms }: NewSession): number {
  const distance = terms.map(({ startsOn, endsOn }) =>
    day < startsOn ? days(day, startsOn) : day > endsOn ? days(endsOn, day) : 0,
  );
  return distance.indexOf(Math.min(...distance));
}

const days = (from: Day, to: Day) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
const mondayFrom = (day: Day) => plusDays(day, (8 - weekday(day)) % 7);
const fridayFrom = (day: Day) => plusDays(day, (12 - weekday(day)) % 7);

function publicHolidays(year: number, next: number): { day: Day; name: string }[] {
  const easter = easterSunday(next);
  const fixed = [
    { day: `${year}-10-01`, name: 'Independence Day' },
    { day: `${next}-05-01`, name: 'Workers’ Day' },
    { day: `${next}-06-12`, name: 'Democracy Day' },
    { day: plusDays(easter, -2), name: 'Good Friday' },
    { day: plusDays(easter, 1), name: 'Easter Monday' },
  ];
  const all = [...fixed, ...islamicHolidays(`${year}-09-01`, `${next}-07-31`)];
  // Two holidays can fall on one day; the first named stands.
  return all.filter(({ day }, index) => all.findIndex((other) => other.day === day) === index);
}

const islamic = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura-nu-latn', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'numeric',
});

const islamicDays = new Map([
  ['10/1', 'Eid-el-Fitr'],
  ['10/2', 'Eid-el-Fitr'],
  ['12/10', 'Eid-el-Kabir'],
  ['12/11', 'Eid-el-Kabir'],
  ['3/12', 'Eid-el-Maulud'],
]);

/** By the calculated calendar; the government announces the sighted days, and the office then moves them. */
function islamicHolidays(first: Day, last: Day): { day: Day; name: string }[] {
  const found: { day: Day; name: string }[] = [];
  for (let day = first; day <= last; day = plusDays(day, 1)) {
    const parts = islamic.formatToParts(new Date(`${day}T12:00:00Z`));
    const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
    const name = islamicDays.get(`${part('month')}/${part('day')}`);
    if (name) found.push({ day, name });
  }
  return found;
}

/** The Gregorian computus (Meeus). */
function easterSunday(year: number): Day {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const leap = Math.floor(century / 4);
  const moon = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - leap - moon + 15) % 30;
  const shift = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * shift) / 451);
  const sum = epact + shift - 7 * late + 114;
  return `${year}-${String(Math.floor(sum / 31)).padStart(2, '0')}-${String((sum % 31) + 1).padStart(2, '0')}`;
}
