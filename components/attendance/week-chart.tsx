import { sayRate } from '@/lib/attendance/marks/rules';
import type { Week } from '@/lib/attendance/rules';
import { sayShortDay } from '@/lib/platform/dates';

const BAR = 28;
const HEIGHT = 120;

/** Attendance by week as bars, with the same numbers in a sentence and a table. */
export function WeekChart({ weeks }: { weeks: Week[] }) {
  if (weeks.length === 0) return <p className="text-muted">No register of this term has been taken yet.</p>;
  const [lowest] = weeks.toSorted((a, b) => (a.rate ?? 1) - (b.rate ?? 1));
  const sentence = `${weeks.length} ${weeks.length === 1 ? 'week' : 'weeks'}; the lowest was the week of ${lowest ? sayShortDay(lowest.monday) : ''} with ${sayRate(lowest?.rate ?? null)} in school.`;
  return (
    <section aria-labelledby="weeks" className="grid gap-2">
      <h2 id="weeks" className="text-lg font-semibold">By week</h2>
      <p>{sentence}</p>
      <svg role="img" aria-label={`Attendance by week. ${sentence}`} viewBox={`0 0 ${weeks.length * BAR + 30} ${HEIGHT + 20}`} className="max-h-48 w-full max-w-2xl">
        {[0, 50, 100].map((percent) => {
          const y = HEIGHT - (percent / 100) * (HEIGHT - 10);
          return (
            <g key={percent}>
              <line x1="28" x2={weeks.length * BAR + 30} y1={y} y2={y} className="stroke-line" />
              <text x="24" y={y + 4} textAnchor="end" fontSize="9" className="fill-muted">{percent}%</text>
            </g>
          );
        })}
        {weeks.map((week, index) => {
          const height = (week.rate ?? 0) * (HEIGHT - 10);
          return <rect key={week.monday} x={index * BAR + 34} y={HEIGHT - height} width={BAR - 10} height={height} rx="2" className="fill-accent" />;
        })}
        {weeks.map((week, index) => (
          <text key={week.monday} x={index * BAR + 34 + (BAR - 10) / 2} y={HEIGHT + 14} textAnchor="middle" fontSize="9" className="fill-muted">
            {week.monday.slice(8)}/{week.monday.slice(5, 7)}
          </text>
        ))}
      </svg>
      <details>
        <summary className="inline-flex min-h-11 cursor-pointer items-center text-accent underline">The same as a table</summary>
        <div className="overflow-x-auto">
          <table className="text-left text-sm">
            <thead><tr>{['Week of', 'Present', 'Late', 'Absent', 'Excused', 'In school'].map((head) => <th key={head} scope="col" className="p-2">{head}</th>)}</tr></thead>
            <tbody>
              {weeks.map(({ monday, counts, rate }) => (
                <tr key={monday} className="border-t border-line">
                  <th scope="row" className="p-2 font-normal">{sayShortDay(monday)}</th>
                  {[counts.present, counts.late, counts.absent, counts.excused, sayRate(rate)].map((value, index) => <td key={index} className="p-2">{value}</td>)}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
}
