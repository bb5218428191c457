import type { Metadata } from 'next';
import { LevelRows } from '@/components/classes/level-rows';
import { stageWords } from '@/components/classes/stage-words';
import { EmptyState } from '@/components/shared/empty-state';
import { FieldsForm } from '@/components/shared/fields-form';
import { newOperationId } from '@/components/shared/operation-id';
import { PageHeader } from '@/components/shared/page-header';
import { sayCount } from '@/components/shared/words';
import { Card } from '@/components/ui/card';
import { addLevel } from '@/lib/classes/actions';
import { listLevelsWithStage } from '@/lib/classes/levels/queries';
import * as may from '@/lib/classes/policy';
import { stages } from '@/lib/classes/schema';
import { requirePermission } from '@/lib/platform/request/require-actor';

export const metadata: Metadata = { title: 'Levels' };

export default async function LevelsPage() {
  await requirePermission(may.manage);
  const levels = await listLevelsWithStage();
  const rows = (stage: string) => levels.filter((level) => level.stage === stage).map(({ id, name, classes }) => ({
    id, name, classes: sayCount(classes, 'class', 'classes'), ids: [newOperationId(), newOperationId(), newOperationId()] as [string, string, string],
  }));
  return (
    <>
      <PageHeader title="Levels" facts={`${sayCount(levels.length, 'level')}, in the order in which students move up`} back={{ href: '/settings', label: 'Settings' }} />
      <div className="grid grid-cols-1 gap-4">
        {levels.length === 0 && <EmptyState text="No levels yet. Add the first below." />}
        {stages.filter((stage) => rows(stage).length > 0).map((stage) => (
          <Card key={stage}>
            <h2 className="text-lg font-semibold">{stageWords[stage]}</h2>
            <LevelRows rows={rows(stage)} />
          </Card>
        ))}
        <Card>
          <h2 className="mb-2 text-lg font-semibold">Add a level</h2>
          <FieldsForm
            act={addLevel} label="Add" done="Added." operationId={newOperationId()}
            groups={[{ fields: [
              { name: 'name', label: 'Name', maxLength: 40 },
              { name: 'stage', label: 'Stage', kind: 'choice', value: 'primary', options: stages.map((stage) => [stage, stageWords[stage]] as const), hint: 'It comes after the last level of this stage; move it afterwards.' },
            ] }]}
          />
        </Card>
      </div>
    </>
  );
}
