import type { Metadata } from 'next';
import { requireStep } from '@/components/setup/require-step';
import { StepHeader } from '@/components/setup/step-header';
import { ActForm } from '@/components/shared/act-form';
import { FieldsForm } from '@/components/shared/fields-form';
import { newOperationId } from '@/components/shared/operation-id';
import { accentFields } from '@/components/school/accent-fields';
import { chooseBranding, skipBranding } from '@/lib/setup/actions';

export const metadata: Metadata = { title: 'Set up: how it looks' };

export default async function SetupBrandingPage() {
  await requireStep('branding');
  return (
    <>
      <StepHeader step="branding" />
      <FieldsForm
        act={chooseBranding} label="Save and go on" operationId={newOperationId()}
        groups={[{ fields: [{ name: 'motto', label: 'Motto (may be left empty)', maxLength: 120 }, ...accentFields(null)] }]}
      />
      <div className="grid gap-2">
        <ActForm act={skipBranding} about={{}} label="Skip this step" operationId={newOperationId()} />
        <p className="text-sm text-muted">Logo and signature are added later, under Settings.</p>
      </div>
    </>
  );
}
