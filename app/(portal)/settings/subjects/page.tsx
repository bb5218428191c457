import type { Metadata } from 'next';
import { DepartmentRows } from '@/components/classes/department-rows';
import { SubjectTable } from '@/components/classes/subject-table';
import { EmptyState } from '@/components/shared/empty-state';
import { FieldsForm } from '@/components/shared/fields-form';
import { newOperationId } from '@/components/shared/operation-id';
import { PageHeader } from '@/components/shared/page-header';
import { sayCount } from '@/components/shared/words';
import { Card } from '@/components/ui/card';
import { addDepartment, addSubject } from '@/lib/classes/actions';
import { listDepartments } from '@/lib/classes/departments/queries';
import * as may from '@/lib/classes/policy';
import { listSubjects } from '@/lib/classes/subjects/queries';
import { requirePermission } from '@/lib/platform/request/require-actor';

export const metadata: Metadata = { title: 'Subjects' };

export default async function SubjectsPage() {
  await requirePermission(may.manage);
  const [subjects, departments] = await Promise.all([listSubjects(), listDepartments()]);
  return (
    <>
      <PageHeader title="Subjects and departments" facts={sayCount(subjects.length, 'subject')} back={{ href: '/settings', label: 'Settings' }} />
      <div className="grid grid-cols-1 gap-4">
        {subjects.length === 0 ? <EmptyState text="No subjects yet. Add the first below." /> : <SubjectTable rows={subjects} />}
        <Card>
          <h2 className="mb-2 text-lg font-semibold">Add a subject</h2>
          <FieldsForm act={addSubject} label="Add" done="Added. Open it to say at which levels it is offered." operationId={newOperationId()} groups={[{ fields: [{ name: 'name', label: 'Subject', maxLength: 60 }] }]} />
        </Card>
        <Card className="grid gap-3">
          <h2 className="text-lg font-semibold">Departments of senior secondary</h2>
          <DepartmentRows rows={departments.map((one) => ({ ...one, ids: [newOperationId(), newOperationId()] }))} />
          <FieldsForm act={addDepartment} label="Add a department" look="quiet" done="Added." operationId={newOperationId()} groups={[{ fields: [{ name: 'name', label: 'Department', maxLength: 40 }] }]} />
        </Card>
      </div>
    </>
  );
}
