import type { StudentMark } from '@/lib/attendance/queries';
import { daysBetween, mondayOf, plusDays, sayDay, weekday, type Day } from '@/lib/platform/dates';
import type { AttendanceStatus } from '@/lib/attendance/schema';
import { statusWord } from './status';

type Props = {
  weekDays: readonly number[]; marks: StudentMark[]; term: { startsOn: Day; endsOn: Day }; holidays: { day: Day; name: string }[]; today: Day;
};

const signs: Record<AttendanceStatus, { sign: string; look: string }> = {
  present: { sign: '✓', look: 'text-ok' },
  absent: { sign: '✕', look: 'bg-bad text-on-state font-semibold' },
  late: { sign: 'L', look: 'bg-warn text-on-state font-semibold' },
  excused: { sign: 'E', look: 'bg-info text-on-state font-semibold' },
};

const dayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The term's school weeks, each day with its sign and a word for those who cannot see it. */
export function AttendanceCalendar({ marks, term, holidays, today, weekDays }: Props) {
  const markOf = new Map(marks.map((mark) => [mark.day, mark]));
  const holidayOf = new Map(holidays.map((one) => [one.day, one.name]));
  const last = term.endsOn < today ? term.endsOn : plusDays(mondayOf(today), 6);
  const mondays = daysBetween(mondayOf(term.startsOn), last).filter((one) => weekday(one) === 1);
  return (
    <section aria-labelledby="calendar" className="grid gap-2">
      <h2 id="calendar" className="text-lg font-semibold">Day by day</h2>
      <p className="text-sm text-muted">✓ present · ✕ absent · L late · E excused · – holiday</p>
      <table className="w-full max-w-xl table-fixed text-center text-sm">
        <thead>
          <tr>
            <th scope="col" className="p-1 text-left font-normal text-muted">Week</th>
            {weekDays.map((one) => <th key={one} scope="col" className="p-1 font-normal text-muted">{dayNames[one - 1]}</th>)}
          </tr>
        </thead>
        <tbody>
          {mondays.toReversed().map((monday) => (
            <tr key={monday} className="border-t border-line">
              <th scope="row" className="p-1 text-left font-normal text-muted">{monday.slice(8)}/{monday.slice(5, 7)}</th>
              {weekDays.map((one) => {
                const day = plusDays(monday, one - 1);
                return <DayCell key={day} day={day} mark={markOf.get(day)} holiday={holidayOf.get(day)} isInTerm={day >= term.startsOn && day <= term.endsOn} />;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type CellProps = { day: Day; mark: StudentMark | undefined; holiday: string | undefined; isInTerm: boolean };

function DayCell({ day, mark, holiday, isInTerm }: CellProps) {
  if (!isInTerm) return <td />;
  const look = mark ? signs[mark.status] : { sign: holiday ? '–' : '·', look: 'text-muted' };
  const words = mark ? [statusWord(mark.status), mark.reason, mark.minutesLate && `${mark.minutesLate} minutes`].filter(Boolean).join(', ') : (holiday ?? 'no register');
  return (
    <td className="p-0.5" title={`${sayDay(day)}: ${words}`}>
      <span aria-hidden="true" className={`grid h-8 place-content-center rounded ${look.look}`}>{look.sign}</span>
      <span className="sr-only">{words}</span>
    </td>
  );
}
