import { Live } from '@/components/live/live-provider';
import { buttonStyle } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import Link from 'next/link';
import { boardTotals } from '@/lib/attendance/rules';
import { getBoard } from '@/lib/attendance/queries';
import type { Person } from '@/lib/platform/actor';
import type { Day } from '@/lib/platform/dates';

/** The day of the whole school in four numbers, from the same rows as the board. */
export async function OfficeToday({ actor, day }: { actor: Person; day: Day }) {
  const { tiles } = await getBoard(actor, day);
  const totals = boardTotals(tiles);
  const figures = [
    { label: 'Registers taken', value: `${totals.taken} of ${tiles.length}` },
    { label: 'In school', value: totals.inSchool.toLocaleString('en-NG') },
    { label: 'Absent', value: totals.absent.toLocaleString('en-NG') },
    { label: 'Late', value: totals.late.toLocaleString('en-NG') },
  ];
  return (
    <section aria-labelledby="school-day" className="grid gap-3">
      <Live topics={['registers:school']} />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="school-day" className="text-lg font-semibold">The school day</h2>
        <Link prefetch={false} href="/attendance" className={buttonStyle('primary')}>Open the board</Link>
      </div>
      <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        {figures.map((one) => (
          <Card key={one.label}>
            <dt className="text-sm text-muted">{one.label}</dt>
            <dd className="text-xl font-semibold tabular-nums">{one.value}</dd>
          </Card>
        ))}
      </dl>
    </section>
  );
}
