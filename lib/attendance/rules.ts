// Marks and their windows follow domain §5: present is the default, teachers correct all day, later days are the office's.
import { isSchoolDay, type TermDates } from '@/lib/calendar/rules';
import { mondayOf, sayDay, type Day } from '@/lib/platform/dates';
import { listed, sayCount } from '@/lib/platform/sentences';
import type { AttendanceStatus } from './schema';

export type Mark = { studentId: string; status: AttendanceStatus; minutesLate?: number | null; reason?: string | null };

/** The next state of one tap: present, absent, late, present. An excused mark, and none, become present. */
export function nextStatus(status: AttendanceStatus | null): AttendanceStatus {
  return status === 'present' ? 'absent' : status === 'absent' ? 'late' : 'present';
}

export type Counts = Record<AttendanceStatus, number>;

export function countMarks(marks: Iterable<{ status: AttendanceStatus }>): Counts {
  const counts: Counts = { present: 0, absent: 0, late: 0, excused: 0 };
  for (const mark of marks) counts[mark.status] += 1;
  return counts;
}

/** How many of the students of a taken register have no mark, because they joined later. */
export function countUncalled({ students, present, absent, late, excused }: Counts & { students: number }): number {
  return Math.max(0, students - present - absent - late - excused);
}

/** In school: present or late. The rate is of all marks, 0 to 1; null without marks. */
export function attendanceRate(counts: Counts): number | null {
  const all = counts.present + counts.absent + counts.late + counts.excused;
  return all === 0 ? null : (counts.present + counts.late) / all;
}

/** "93.4%", or "–" without marks. */
export function sayRate(rate: number | null): string {
  return rate === null ? '–' : `${(Math.round(rate * 1000) / 10).toLocaleString('en-NG')}%`;
}

/** The ways in which the marks do not fit the roster of the day. */
export function rosterProblems(roster: readonly string[], marks: readonly Mark[]): { missing: string[]; strangers: string[]; twice: string[] } {
  const expected = new Set(roster);
  const seen = new Set<string>();
  const twice: string[] = [];
  for (const { studentId } of marks) {
    if (seen.has(studentId)) twice.push(studentId);
    seen.add(studentId);
  }
  return {
    missing: roster.filter((id) => !seen.has(id)),
    strangers: [...seen].filter((id) => !expected.has(id)),
    twice,
  };
}

/** Where a register stands for correction: teachers all day; afterwards the office, with a reason; never the future. */
export function correctionWindow(day: Day, today: Day): 'future' | 'today' | 'office-only' {
  if (day > today) return 'future';
  return day === today ? 'today' : 'office-only';
}

/** Whom a submission changes: students who are newly unexcused-absent, and those who no longer are. */
export function absenceChanges(before: readonly Mark[] | null, after: readonly Mark[]) {
  const absent = (marks: readonly Mark[] | null) => new Set((marks ?? []).filter((m) => m.status === 'absent').map((m) => m.studentId));
  const was = absent(before);
  const is = absent(after);
  return { newly: [...is].filter((id) => !was.has(id)), noLonger: [...was].filter((id) => !is.has(id)) };
}

/** What is said while students have no mark, because they joined later: lines of a register, or only their names. */
export function sayJoined(lines: readonly (readonly [id: string, surname: string, firstName: string, ...rest: unknown[]])[]): string {
  const names = lines.map(([, surname, firstName]) => `${firstName} ${surname}`);
  const who = names.length > 3 ? sayCount(names.length, 'student') : listed(names);
  const whom = lines.length === 1 ? lines[0]?.[2] : 'them';
  return `${who} joined the class after this register was opened. Mark ${whom} and save again.`;
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
