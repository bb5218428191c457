import type { Metadata } from 'next';
import { ExportForm } from '@/components/people/export-form';
import { ManyForm } from '@/components/people/many-form';
import { StudentTable } from '@/components/people/student-table';
import { EmptyState } from '@/components/shared/empty-state';
import { newOperationId } from '@/components/shared/operation-id';
import { PageHeader } from '@/components/shared/page-header';
import { Pager } from '@/components/shared/pager';
import { buttonStyle } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { peopleSearch } from '@/lib/people/schema';
import { getChoices } from '@/lib/people/students/newcomers/queries';
import * as may from '@/lib/people/students/policy';
import { listHouses, listSelected } from '@/lib/people/students/selection/queries';
import { saySelection } from '@/lib/people/students/selection/rules';
import { readSelection, selectionParams } from '@/lib/people/students/selection/schema';
import { typedDay } from '@/lib/platform/dates';
import { requirePermission } from '@/lib/platform/request/require-actor';
import { today } from '@/lib/school/queries';

export const metadata: Metadata = { title: 'Chosen students' };

const works = [['class', 'Move to another class'], ['house', 'Give a house'], ['department', 'Give a department']] as const;

export default async function SelectedPage({ searchParams }: PageProps<'/students/selected'>) {
  const actor = await requirePermission(may.workWithMany);
  const given = await searchParams;
  const [selection, { page }] = [readSelection(given), peopleSearch.parse(given)];
  const [{ rows, total }, choices, houses, day] = await Promise.all([listSelected(actor, { selection, page }), getChoices(actor), listHouses(actor), today()]);
  const params = selectionParams(selection);
  const href = (path: string, more: Record<string, string> = {}) => `/students/selected${path}?${new URLSearchParams({ ...params, ...more })}`;
  const back = { href: '/students' as const, label: 'Students' };
  if (total === 0) {
    return (
      <>
        <PageHeader title="Chosen students" back={back} />
        <EmptyState text="Nobody is chosen. Tick students in the list, or take all that match a search." act={<a href="/students" className="text-accent underline">To the list</a>} />
      </>
    );
  }
  return (
    <>
      <PageHeader title="Chosen students" facts={`${saySelection(total, selection)}.`} back={back} act={<a className={buttonStyle()} href="/students/changes">Changes so far</a>} />
      <div className="grid gap-4 md:grid-cols-2">
        {works.filter(([kind]) => kind !== 'department' || choices.departments.length > 0).map(([kind, title]) => (
          <Card key={kind} className="grid content-start gap-3">
            <h2 className="text-lg font-semibold">{title}</h2>
            <ManyForm kind={kind} about={{ ...params, count: String(total) }} {...choices} houses={houses} from={typedDay(day)} operationId={newOperationId()} />
          </Card>
        ))}
        <Card className="grid content-start gap-3">
          <h2 className="text-lg font-semibold">Print</h2>
          <p className="flex flex-wrap gap-2">
            <a className={buttonStyle()} href={href('/print')}>List</a>
            <a className={buttonStyle()} href={href('/print', { as: 'cards' })}>ID cards</a>
          </p>
        </Card>
        <Card className="grid content-start gap-3">
          <h2 className="text-lg font-semibold">Export</h2>
          <ExportForm kind="students" about={params} count={total} />
        </Card>
      </div>
      <h2 className="mt-6 mb-2 text-lg font-semibold">Who they are</h2>
      <StudentTable rows={rows.map(({ id, surname, firstName, otherNames, admissionNumber, className }) => ({ id, surname, firstName, otherNames, admissionNumber, className }))} />
      <Pager page={page} total={total} href={(to) => href('', { page: String(to) })} />
    </>
  );
}
