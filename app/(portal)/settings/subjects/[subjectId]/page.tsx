import type { Metadata, Route } from 'next';
import { z } from 'zod';
import { OfferingGrid, type OfferingRow } from '@/components/classes/offering-grid';
import { ActForm } from '@/components/shared/act-form';
import { FieldsForm } from '@/components/shared/fields-form';
import { newOperationId } from '@/components/shared/operation-id';
import { PageHeader } from '@/components/shared/page-header';
import { Card } from '@/components/ui/card';
import { removeSubject, renameSubject } from '@/lib/classes/actions';
import { listDepartments } from '@/lib/classes/departments/queries';
import { listLevelsWithStage } from '@/lib/classes/levels/queries';
import * as may from '@/lib/classes/policy';
import { getSubjectSettings } from '@/lib/classes/subjects/queries';
import { pathParams } from '@/lib/platform/request/params';
import { orNotFound, requirePermission } from '@/lib/platform/request/require-actor';

export const metadata: Metadata = { title: 'Subject' };

export default async function SubjectPage({ params }: PageProps<'/settings/subjects/[subjectId]'>) {
  await requirePermission(may.manage);
  const { subjectId } = await pathParams(z.object({ subjectId: z.uuid() }), params);
  const [subject, levels, departments] = await Promise.all([orNotFound(getSubjectSettings(subjectId)), listLevelsWithStage(), listDepartments()]);
  const how = (levelId: string, departmentId: string | null): OfferingRow['how'] => {
    const found = subject.offerings.find((one) => one.levelId === levelId && one.departmentId === departmentId);
    return found ? (found.compulsory ? 'compulsory' : 'elective') : 'no';
  };
  const rows = levels.flatMap((level): OfferingRow[] => [
    { name: `at:${level.id}`, label: level.name, how: how(level.id, null), isPart: false },
    ...(level.stage === 'senior-secondary' ? departments.map((one) => ({ name: `at:${level.id}:${one.id}`, label: `${level.name}, ${one.name} only`, how: how(level.id, one.id), isPart: true })) : []),
  ]);
  return (
    <>
      <PageHeader title={subject.name} back={{ href: '/settings/subjects' as Route, label: 'Subjects' }} />
      <div className="grid grid-cols-1 gap-4">
        <Card><OfferingGrid subjectId={subjectId} rows={rows} operationId={newOperationId()} /></Card>
        <Card>
          <FieldsForm act={renameSubject} about={{ subjectId }} label="Rename" look="quiet" operationId={newOperationId()} groups={[{ fields: [{ name: 'name', label: 'Name', value: subject.name, maxLength: 60 }] }]} />
        </Card>
        <div><ActForm act={removeSubject} about={{ subjectId }} label={`Remove ${subject.name}`} look="danger" operationId={newOperationId()} /></div>
      </div>
    </>
  );
}
