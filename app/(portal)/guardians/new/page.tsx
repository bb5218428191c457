import type { Metadata, Route } from 'next';
import { z } from 'zod';
import { AddGuardianForm } from '@/components/people/add-guardian-form';
import { newOperationId } from '@/components/shared/operation-id';
import { PageHeader } from '@/components/shared/page-header';
import * as may from '@/lib/people/guardians/policy';
import { fullName } from '@/lib/people/rules';
import { getStudent } from '@/lib/people/students/queries';
import { env } from '@/lib/platform/env';
import { orNotFound, requirePermission } from '@/lib/platform/request/require-actor';
import { getSchool } from '@/lib/school/queries';

export const metadata: Metadata = { title: 'Add a guardian' };

const query = z.object({ student: z.uuid().optional().catch(undefined) });

export default async function AddGuardianPage({ searchParams }: PageProps<'/guardians/new'>) {
  const actor = await requirePermission(may.add);
  const asked = query.parse(await searchParams);
  const [student, school] = await Promise.all([asked.student ? orNotFound(getStudent(actor, asked.student)) : null, getSchool()]);
  return (
    <>
      <PageHeader
        title={student ? `Add a guardian of ${fullName(student)}` : 'Add a guardian'}
        back={student ? { href: `/students/${student.id}` as Route, label: student.firstName } : { href: '/guardians', label: 'Guardians' }}
      />
      <AddGuardianForm studentId={student?.id} address={env().APP_URL} schoolName={school.name} operationId={newOperationId()} />
    </>
  );
}
