import type { Metadata, Route } from 'next';
import { z } from 'zod';
import { IdCards } from '@/components/people/id-cards';
import { EmptyState } from '@/components/shared/empty-state';
import { PageHeader } from '@/components/shared/page-header';
import { PrintButton } from '@/components/shared/print-button';
import { getClassCards } from '@/lib/classes/cards/queries';
import { initials } from '@/lib/people/rules';
import { pathParams } from '@/lib/platform/request/params';
import { orNotFound, requireActor } from '@/lib/platform/request/require-actor';
import { getSchool } from '@/lib/school/queries';

export const metadata: Metadata = { title: 'ID cards' };

export default async function ClassCardsPage({ params }: PageProps<'/classes/[classId]/print/cards'>) {
  const { classId } = await pathParams(z.object({ classId: z.uuid() }), params);
  const actor = await requireActor();
  const [one, school] = await Promise.all([orNotFound(getClassCards(actor, classId)), getSchool()]);
  const cards = one.students.map((student) => ({ ...student, className: one.name, initials: initials(student) }));
  return (
    <>
      <div data-screen-only>
        <PageHeader title={`ID cards ${one.name}`} back={{ href: `/classes/${classId}` as Route, label: one.name }} act={<PrintButton label="Print the cards" />} facts="Ten on a sheet of A4, in the size of a bank card. Initials stand in for the photo." />
      </div>
      {cards.length === 0 ? <EmptyState text="No students are enrolled in this class." /> : (
        <IdCards cards={cards} school={school.name} motto={school.motto} address={school.address} session={one.session} />
      )}
    </>
  );
}
