import type { Metadata } from 'next';
import { z } from 'zod';
import { AddStudentForm } from '@/components/people/add-student-form';
import { EmptyState } from '@/components/shared/empty-state';
import { newOperationId } from '@/components/shared/operation-id';
import { PageHeader } from '@/components/shared/page-header';
import { getChoices } from '@/lib/people/students/newcomers/queries';
import * as may from '@/lib/people/students/policy';
import { env } from '@/lib/platform/env';
import { requirePermission } from '@/lib/platform/request/require-actor';
import { getSchool } from '@/lib/school/queries';

export const metadata: Metadata = { title: 'Add a student' };

const query = z.object({ class: z.uuid().optional().catch(undefined) });

export default async function AddStudentPage({ searchParams }: PageProps<'/students/new'>) {
  const actor = await requirePermission(may.add);
  const asked = query.parse(await searchParams);
  const [choices, school] = await Promise.all([getChoices(actor), getSchool()]);
  return (
    <>
      <PageHeader title="Add a student" back={{ href: '/students', label: 'Students' }} />
      {choices.classes.length === 0 ? (
        <EmptyState text="A student is added to a class, and this session has no classes yet. Set up its classes first." />
      ) : (
        <AddStudentForm {...choices} classId={asked.class} address={env().APP_URL} schoolName={school.name} operationId={newOperationId()} />
      )}
    </>
  );
}
