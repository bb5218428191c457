import { sayDay, type Day } from '@/lib/platform/dates';
import type { AttendanceStatus } from '../schema';

export type AbsenceFacts = {
  studentId: string; firstName: string; className: string; day: Day; registerId: string; version: number;
  /** Null when the register was taken back. */
  status: AttendanceStatus | null;
  minutesLate: number | null;
  /** What this guardian was told last about an absence on this day. */
  toldLast: 'absence' | 'absence-corrected' | null;
};

export type Notice = { kind: 'absence' | 'absence-corrected'; key: string; title: string; body: string; link: string };

/** What one guardian is told now about one child and day, or null: absence once, its correction once. */
export function absenceNotice(facts: AbsenceFacts): Notice | null {
  const { firstName, className, day, studentId, registerId, version, toldLast } = facts;
  const link = `/students/${studentId}/attendance`;
  if (facts.status === 'absent') {
    if (toldLast === 'absence') return null;
    return {
      kind: 'absence', key: `absence:${studentId}:${registerId}:${version}`, link,
      title: `${firstName} is marked absent`,
      body: `${firstName} was not in ${className} at the register of ${sayDay(day)}. If this surprises you, please call the school.`,
    };
  }
  if (toldLast !== 'absence') return null;
  return {
    kind: 'absence-corrected', key: `absence-corrected:${studentId}:${registerId}:${version}`, link,
    title: `Correction: ${firstName} ${correction(facts)}`,
    body: `The absence on ${sayDay(day)} was corrected by the school.`,
  };
}

function correction({ status, minutesLate }: AbsenceFacts): string {
  if (status === 'late') return minutesLate ? `came ${minutesLate} minutes late` : 'came late';
  if (status === 'excused') return 'is excused';
  return status === 'present' ? 'is in school' : 'is no longer marked absent';
}
