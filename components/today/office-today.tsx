import { Live } from '@/components/live/live-provider';
import { EmptyState } from '@/components/shared/empty-state';
import { Figures } from '@/components/shared/figures';
import { buttonStyle } from '@/components/ui/button';
import Link from 'next/link';
import { getSchoolDay } from '@/lib/attendance/queries';
import type { Person } from '@/lib/platform/actor';
import type { Day } from '@/lib/platform/dates';

/** The day of the whole school in four numbers. */
export async function OfficeToday({ actor, day }: { actor: Person; day: Day }) {
  const totals = await getSchoolDay(actor, day);
  const figures: [string, string][] = [
    ['Registers taken', `${totals.taken} of ${totals.classes}`],
    ['In school', totals.inSchool.toLocaleString('en-NG')],
    ['Absent', totals.absent.toLocaleString('en-NG')],
    ['Late', totals.late.toLocaleString('en-NG')],
  ];
  return (
    <section aria-labelledby="school-day" className="grid gap-3">
      <Live topics={['registers:school']} />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="school-day" className="text-lg font-semibold">The school day</h2>
        <Link prefetch={false} href="/attendance" className={buttonStyle('primary')}>Open the board</Link>
      </div>
      {!totals.hasStudents && (
        <EmptyState text="No students yet. Bring them and the staff in from a file, or add people one by one." act={<FirstSteps />} />
      )}
      <Figures figures={figures} className="lg:grid-cols-4" />
    </section>
  );
}

/** What a school does after its set-up. */
function FirstSteps() {
  const link = 'inline-flex min-h-11 items-center text-accent underline';
  return (
    <p className="flex flex-wrap gap-x-4">
      <a className={link} href="/people/import">Import your students and staff</a>
      <a className={link} href="/students">Students</a>
      <a className={link} href="/staff">Staff</a>
      <a className={link} href="/settings">Settings</a>
    </p>
  );
}
