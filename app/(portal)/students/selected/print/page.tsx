import type { Metadata, Route } from 'next';
import { ClassSheet } from '@/components/people/class-sheet';
import { IdCards } from '@/components/people/id-cards';
import { EmptyState } from '@/components/shared/empty-state';
import { PageHeader } from '@/components/shared/page-header';
import { PrintButton } from '@/components/shared/print-button';
import { sayCount } from '@/components/shared/words';
import { findRunningSession } from '@/lib/calendar/queries';
import { initials } from '@/lib/people/rules';
import * as may from '@/lib/people/students/policy';
import { listSelected } from '@/lib/people/students/selection/queries';
import { MOST_AT_ONCE } from '@/lib/people/students/selection/rules';
import { readSelection, selectionParams } from '@/lib/people/students/selection/schema';
import { clock } from '@/lib/platform/clock';
import { sayDay } from '@/lib/platform/dates';
import { requirePermission } from '@/lib/platform/request/require-actor';
import { getSchool, today } from '@/lib/school/queries';

export const metadata: Metadata = { title: 'Print students' };

export default async function PrintSelectedPage({ searchParams }: PageProps<'/students/selected/print'>) {
  const actor = await requirePermission(may.workWithMany);
  const given = await searchParams;
  const selection = readSelection(given);
  const [{ rows, total }, school, day] = await Promise.all([listSelected(actor, { selection, page: 1, size: MOST_AT_ONCE }), getSchool(), today()]);
  const isCards = given.as === 'cards';
  const back = { href: `/students/selected?${new URLSearchParams(selectionParams(selection))}` as Route, label: 'Chosen students' };
  const facts = `${school.name} · ${sayCount(total, 'student')} · ${sayDay(day)}`;
  return (
    <>
      <div {...(isCards && { 'data-screen-only': true })}>
        <PageHeader title={isCards ? 'ID cards' : 'Students'} back={back} act={<PrintButton label="Print" />} facts={isCards ? 'Ten on a sheet of A4, in the size of a bank card. Initials stand in for the photo.' : facts} />
      </div>
      {total > MOST_AT_ONCE && <p role="alert" data-screen-only className="mb-3 text-warn">These are the first {MOST_AT_ONCE.toLocaleString('en-NG')} of {total.toLocaleString('en-NG')}. Choose fewer, level by level.</p>}
      {rows.length === 0 ? <EmptyState text="Nobody is chosen." act={<a href="/students" className="text-accent underline">To the list</a>} />
        : isCards ? <IdCards cards={rows.map((row) => ({ ...row, className: row.className ?? '', initials: initials(row) }))} school={school.name} motto={school.motto} address={school.address} session={(await findRunningSession(clock.now()))?.name ?? ''} />
        : <ClassSheet rows={rows.map(({ id, surname, firstName, otherNames, admissionNumber, gender, className }) => ({ id, surname, firstName, otherNames, admissionNumber, gender, className: className ?? '' }))} />}
    </>
  );
}
