// When a register may be written follows domain §5: teachers correct all day, later days are the office's.
import { isSchoolDay, type TermDates } from '@/lib/calendar/rules';
import { mondayOf, sayDay, type Day } from '@/lib/platform/dates';
import { attendanceRate, countMarks, type Counts } from './marks/rules';
import type { AttendanceStatus } from './schema';

/** Where a register stands for correction: teachers all day; afterwards the office, with a reason; never the future. */
export function correctionWindow(day: Day, today: Day): 'future' | 'today' | 'office-only' {
  if (day > today) return 'future';
  return day === today ? 'today' : 'office-only';
}

type Standing = { day: Day; term: (TermDates & { state: string }) | null; holiday: string | null };

/** Why nobody can change this register now, as a sentence; null when it is open to this person. */
export function lockedBecause(register: Standing, { today, isOffice, weekDays }: { today: Day; isOffice: boolean; weekDays: readonly number[] }): string | null {
  const holidays = new Set(register.holiday ? [register.day] : []);
  if (!isSchoolDay(register.day, { weekDays, term: register.term, holidays })) {
    const why = register.holiday ? `is a holiday: ${register.holiday}` : 'is not a school day';
    return `${sayDay(register.day)} ${why}. No register is taken.`;
  }
  if (register.term?.state === 'archived') return 'That term is archived and can only be read.';
  const window = correctionWindow(register.day, today);
  if (window === 'future') return 'That day has not come yet.';
  return window === 'office-only' && !isOffice ? 'Registers of earlier days are corrected by the office. Please ask there.' : null;
}

export type Week = { monday: Day; counts: Counts; rate: number | null };

/** Marks by week, oldest first. */
export function weeklyRates(marks: readonly { day: Day; status: AttendanceStatus }[]): Week[] {
  const weeks = new Map<Day, { status: AttendanceStatus }[]>();
  for (const mark of marks) {
    const monday = mondayOf(mark.day);
    weeks.set(monday, [...(weeks.get(monday) ?? []), mark]);
  }
  return [...weeks].sort(([a], [b]) => (a < b ? -1 : 1)).map(([monday, inWeek]) => {
    const counts = countMarks(inWeek);
    return { monday, counts, rate: attendanceRate(counts) };
  });
}
