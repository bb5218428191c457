import { FieldsForm } from '@/components/shared/fields-form';
import { newOperationId } from '@/components/shared/operation-id';
import { Card } from '@/components/ui/card';
import { changeSecurity } from '@/lib/school/actions';

/** What a super admin alone decides. */
export function SecurityCard({ staffIdleMinutes }: { staffIdleMinutes: number }) {
  return (
    <Card className="grid gap-3">
      <h2 className="text-lg font-semibold">Security</h2>
      <FieldsForm
        act={changeSecurity} label="Save security" look="quiet" operationId={newOperationId()}
        groups={[{ fields: [
          { name: 'staffIdleMinutes', label: 'Minutes until an unused staff sign-in ends', kind: 'number', min: 5, max: 240, value: String(staffIdleMinutes), hint: 'Holds for sign-ins from now on.' },
          { name: 'confirmPassword', label: 'Your own password', kind: 'password', autoComplete: 'current-password' },
        ] }]}
      />
    </Card>
  );
}
