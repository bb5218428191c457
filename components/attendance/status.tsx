import { Check, Clock, FileCheck, X, type LucideIcon } from 'lucide-react';
import type { AttendanceStatus } from '@/lib/attendance/schema';

const looks: Record<AttendanceStatus, { word: string; icon: LucideIcon; solid: string; plain: string }> = {
  present: { word: 'Present', icon: Check, solid: 'bg-surface text-ok border-line', plain: 'text-ok' },
  absent: { word: 'Absent', icon: X, solid: 'bg-bad text-on-state border-transparent', plain: 'text-bad' },
  late: { word: 'Late', icon: Clock, solid: 'bg-warn text-on-state border-transparent', plain: 'text-warn' },
  excused: { word: 'Excused', icon: FileCheck, solid: 'bg-info text-on-state border-transparent', plain: 'text-info' },
};

export const statusWord = (status: AttendanceStatus) => looks[status].word;

/** Icon and word: colour is never the only carrier. */
export function StatusPill({ status, solid = false }: { status: AttendanceStatus; solid?: boolean }) {
  const look = looks[status];
  const Icon = look.icon;
  const box = solid ? `min-h-11 w-26 shrink-0 justify-center text-sm rounded-control border ${look.solid}` : look.plain;
  return (
    <span className={`inline-flex items-center gap-1.5 font-semibold ${box}`}>
      <Icon size={18} aria-hidden="true" />
      {look.word}
    </span>
  );
}
