import { Check, CircleHelp, Clock, FileCheck, X, type IconNode } from 'lucide';
import { Icon } from '@/components/ui/icon';
import type { AttendanceStatus } from '@/lib/attendance/schema';

const looks: Record<AttendanceStatus | 'none', { word: string; icon: IconNode; plain: string }> = {
  present: { word: 'Present', icon: Check, plain: 'text-ok' },
  absent: { word: 'Absent', icon: X, plain: 'text-bad' },
  late: { word: 'Late', icon: Clock, plain: 'text-warn' },
  excused: { word: 'Excused', icon: FileCheck, plain: 'text-info' },
  none: { word: 'Not called', icon: CircleHelp, plain: 'text-warn' },
};

export const statusWord = (status: AttendanceStatus) => looks[status].word;

/** Icon and word: colour is never the only carrier. */
export function StatusPill({ status }: { status: AttendanceStatus }) {
  const look = looks[status];
  return (
    <span className={`inline-flex items-center gap-1.5 font-semibold ${look.plain}`}>
      <Icon of={look.icon} size={18} />
      {look.word}
    </span>
  );
}

/** The icons that every `MarkBox` of the page points to, drawn once. */
export function MarkIcons() {
  return (
    <svg width="0" height="0" aria-hidden="true" className="absolute">
      {Object.entries(looks).map(([status, { icon }]) => (
        <symbol key={status} id={`mark-${status}`} viewBox="0 0 24 24"><Icon of={icon} size={24} /></symbol>
      ))}
    </svg>
  );
}

/** The mark of one row of a register, or that there is none yet; needs `MarkIcons` on the page. */
export function MarkBox({ status }: { status: AttendanceStatus | null }) {
  const shown = status ?? 'none';
  return (
    <span className={`mark-box mark-${shown}`}>
      <svg aria-hidden="true"><use href={`#mark-${shown}`} /></svg>
      {looks[shown].word}
    </span>
  );
}
