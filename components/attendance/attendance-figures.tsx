import { StatusPill } from './status';
import { Figures } from '@/components/shared/figures';
import { Card } from '@/components/ui/card';
import type { StudentMark } from '@/lib/attendance/queries';
import { attendanceRate, sayRate, type Counts } from '@/lib/attendance/marks/rules';
import { schoolTime, type Day } from '@/lib/platform/dates';

type Props = { counts: Counts; latest: StudentMark | undefined; today: Day; timeZone: string };

/** Today first, then the term in figures. */
export function AttendanceFigures({ counts, latest, today, timeZone }: Props) {
  const opened = counts.present + counts.absent + counts.late + counts.excused;
  const figures: [string, string | number][] = [
    ['Times the register was taken', opened], ['Present', counts.present], ['Late', counts.late], ['Absent', counts.absent],
    ['Excused', counts.excused], ['In school', sayRate(attendanceRate(counts))],
  ];
  const mark = latest?.day === today ? latest : undefined;
  return (
    <section className="grid gap-3" aria-label="Figures">
      <Card data-today>
        <h2 className="text-sm text-muted">Today</h2>
        {mark ? (
          <p className="flex flex-wrap items-center gap-x-2">
            <StatusPill status={mark.status} />
            <span className="text-muted">
              {[mark.minutesLate && `${mark.minutesLate} minutes`, mark.reason, mark.takenAt && `marked ${schoolTime(mark.takenAt, timeZone)} by ${mark.takenBy ?? 'the school'}`].filter(Boolean).join(' · ')}
            </span>
          </p>
        ) : <p>The register has not been taken yet today.</p>}
      </Card>
      <Figures figures={figures} className="sm:grid-cols-3 lg:grid-cols-6" />
    </section>
  );
}
