// Marks follow domain §5: present is the default. No dates here: an open register loads this file in the browser.
import { listed, sayCount } from '@/lib/platform/sentences';
import type { AttendanceStatus } from '../schema';

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

/** Whom a submission changes: students who are newly unexcused-absent, and those who no longer are. */
export function absenceChanges(before: readonly Mark[] | null, after: readonly Mark[]) {
  const absent = (marks: readonly Mark[] | null) => new Set((marks ?? []).filter((m) => m.status === 'absent').map((m) => m.studentId));
  const was = absent(before);
  const is = absent(after);
  return { newly: [...is].filter((id) => !was.has(id)), noLonger: [...was].filter((id) => !is.has(id)) };
}

type Named = readonly [id: string, surname: string, firstName: string, ...rest: unknown[]];

/** What is said to whoever saves while students have no mark, because they joined later. */
export function sayJoined(lines: readonly Named[]): string {
  const names = lines.map(([, surname, firstName]) => `${firstName} ${surname}`);
  const who = names.length > 3 ? sayCount(names.length, 'student') : listed(names);
  const whom = lines.length === 1 ? lines[0]?.[2] : 'them';
  return `${who} joined the class after this register was opened. Mark ${whom} and save again.`;
}
