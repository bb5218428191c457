import type { Metadata } from 'next';
import { requireStep } from '@/components/setup/require-step';
import { StepHeader } from '@/components/setup/step-header';
import { FieldsForm } from '@/components/shared/fields-form';
import { newOperationId } from '@/components/shared/operation-id';
import { timeZoneChoices } from '@/lib/school/rules';
import { createSchool } from '@/lib/setup/actions';

export const metadata: Metadata = { title: 'Set up: the school' };

export default async function SetupSchoolPage() {
  await requireStep('school');
  const zones = timeZoneChoices('Africa/Lagos').map((zone) => [zone, zone.replaceAll('_', ' ')] as const);
  return (
    <>
      <StepHeader step="school" />
      <FieldsForm
        act={createSchool} label="Save and go on" operationId={newOperationId()}
        groups={[{ fields: [
          { name: 'name', label: 'Name of the school', maxLength: 80, hint: 'As it stands on report cards.' },
          { name: 'shortName', label: 'Short name', maxLength: 20, hint: 'On phones and home screens.' },
          { name: 'address', label: 'Address (may be left empty)', maxLength: 200 },
          { name: 'timeZone', label: 'Time zone', kind: 'choice', value: 'Africa/Lagos', options: zones },
          { name: 'usernamePrefix', label: 'Usernames begin with', value: 'THS', maxLength: 6, hint: 'Two to six letters: THS makes THS-STU-001.' },
        ] }]}
      />
    </>
  );
}
