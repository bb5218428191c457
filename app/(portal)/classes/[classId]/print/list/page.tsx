import type { Metadata, Route } from 'next';
import { z } from 'zod';
import { ClassSheet } from '@/components/people/class-sheet';
import { EmptyState } from '@/components/shared/empty-state';
import { PageHeader } from '@/components/shared/page-header';
import { PrintButton } from '@/components/shared/print-button';
import { sayCount } from '@/components/shared/words';
import { getClassPage } from '@/lib/classes/queries';
import { sayDay } from '@/lib/platform/dates';
import { pathParams } from '@/lib/platform/request/params';
import { orNotFound, requireActor } from '@/lib/platform/request/require-actor';
import { getSchool, today } from '@/lib/school/queries';

export const metadata: Metadata = { title: 'Class list' };

export default async function ClassListPage({ params }: PageProps<'/classes/[classId]/print/list'>) {
  const { classId } = await pathParams(z.object({ classId: z.uuid() }), params);
  const actor = await requireActor();
  const [one, school, day] = await Promise.all([orNotFound(getClassPage(actor, classId)), getSchool(), today()]);
  return (
    <>
      <PageHeader
        title={`Class list ${one.name}`} back={{ href: `/classes/${classId}` as Route, label: one.name }} act={<PrintButton label="Print" />}
        facts={`${school.name} · ${sayCount(one.students.length, 'student')} · ${one.teacher ?? 'no class teacher'} · ${sayDay(day)}`}
      />
      {one.students.length === 0 ? <EmptyState text="No students are enrolled in this class." /> : (
        <ClassSheet rows={one.students.map(({ id, surname, firstName, otherNames, admissionNumber, gender }) => ({ id, surname, firstName, otherNames, admissionNumber, gender }))} />
      )}
    </>
  );
}
