import type { Metadata, Route } from 'next';
import { z } from 'zod';
import { ActForm } from '@/components/shared/act-form';
import { FieldsForm } from '@/components/shared/fields-form';
import { newOperationId } from '@/components/shared/operation-id';
import { PageHeader } from '@/components/shared/page-header';
import { Card } from '@/components/ui/card';
import { buttonStyle } from '@/components/ui/button';
import { changeClass, removeClass } from '@/lib/classes/actions';
import * as may from '@/lib/classes/policy';
import { getClassSettings } from '@/lib/classes/queries';
import { pathParams } from '@/lib/platform/request/params';
import { orNotFound, requirePermission } from '@/lib/platform/request/require-actor';

export const metadata: Metadata = { title: 'Settings of a class' };

export default async function OneClassSettingsPage({ params }: PageProps<'/settings/classes/[classId]'>) {
  const actor = await requirePermission(may.manage);
  const { classId } = await pathParams(z.object({ classId: z.uuid() }), params);
  const one = await orNotFound(getClassSettings(actor, classId));
  return (
    <>
      <PageHeader
        title={one.name} facts={`Session ${one.sessionName}`} back={{ href: '/settings/classes' as Route, label: 'Classes' }}
        act={<a className={buttonStyle()} href={`/classes/${classId}/teachers`}>Teachers</a>}
      />
      <div className="grid grid-cols-1 gap-4">
        <Card>
          <FieldsForm
            act={changeClass} about={{ classId }} label="Save" operationId={newOperationId()}
            groups={[{ fields: [
              { name: 'arm', label: 'Arm', value: one.arm, maxLength: 20, hint: `What stands after ${one.levelName}: A, B, Gold …` },
              { name: 'capacity', label: 'Places', kind: 'number', value: String(one.capacity), min: 1, max: 200 },
            ] }]}
          />
        </Card>
        <Card className="grid gap-2">
          <h2 className="text-lg font-semibold">Made by mistake?</h2>
          <p className="text-muted">A class on which nothing stands yet can be removed.</p>
          <ActForm act={removeClass} about={{ classId }} label={`Remove ${one.name}`} look="danger" operationId={newOperationId()} />
        </Card>
      </div>
    </>
  );
}
