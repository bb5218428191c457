import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { WhoChanged } from '@/components/history/who-changed';
import { EditStudentForm } from '@/components/people/edit-student-form';
import { PageHeader } from '@/components/shared/page-header';
import { fullName } from '@/lib/people/rules';
import * as may from '@/lib/people/students/policy';
import { getRecord } from '@/lib/people/students/records/queries';
import { can } from '@/lib/platform/authz';
import { pathParams } from '@/lib/platform/request/params';
import { orNotFound, requireActor } from '@/lib/platform/request/require-actor';

export const metadata: Metadata = { title: 'Change a student' };

export default async function EditStudentPage({ params }: PageProps<'/students/[studentId]/edit'>) {
  const { studentId } = await pathParams(z.object({ studentId: z.uuid() }), params);
  const actor = await requireActor();
  const student = await orNotFound(getRecord(actor, { studentId }));
  if (!can(actor, may.edit, student)) notFound();
  const { record } = student;
  return (
    <>
      <PageHeader
        title={fullName({ surname: record.surname, firstName: record.first_name, otherNames: record.other_names })} facts={student.admissionNumber}
        back={{ href: `/students/${studentId}` as Route, label: record.first_name }}
      />
      <EditStudentForm studentId={studentId} values={record} />
      <WhoChanged actor={actor} about={studentId} />
    </>
  );
}
