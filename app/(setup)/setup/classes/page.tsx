import type { Metadata } from 'next';
import { LevelTicks } from '@/components/setup/level-ticks';
import { requireStep } from '@/components/setup/require-step';
import { StepHeader } from '@/components/setup/step-header';
import { newOperationId } from '@/components/shared/operation-id';
import { usualLevels } from '@/lib/setup/queries';

export const metadata: Metadata = { title: 'Set up: levels and classes' };

export default async function SetupClassesPage() {
  await requireStep('classes');
  return (
    <>
      <StepHeader step="classes" />
      <p>Untick the levels you do not have, and write the arms of each: A B C makes three classes.</p>
      <LevelTicks levels={usualLevels().map((level) => level.name)} operationId={newOperationId()} />
    </>
  );
}
