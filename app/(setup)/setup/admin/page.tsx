import type { Metadata } from 'next';
import { requireStep } from '@/components/setup/require-step';
import { StepHeader } from '@/components/setup/step-header';
import { FieldsForm } from '@/components/shared/fields-form';
import { newOperationId } from '@/components/shared/operation-id';
import { shortestPassword } from '@/lib/accounts/rules';
import { createFirstAdmin } from '@/lib/setup/actions';

export const metadata: Metadata = { title: 'Set up: the first sign-in' };

export default async function SetupAdminPage() {
  await requireStep('admin');
  return (
    <>
      <StepHeader step="admin" />
      <p>You are the first who can sign in, as super admin: you may do everything, and you add the others. With this the set-up is over.</p>
      <FieldsForm
        act={createFirstAdmin} label="Finish and sign in" operationId={newOperationId()}
        groups={[{ fields: [
          { name: 'title', label: 'Title', maxLength: 20, hint: 'Mr, Mrs, Miss, Dr …' },
          { name: 'surname', label: 'Surname', maxLength: 80, autoComplete: 'family-name' },
          { name: 'firstName', label: 'First name', maxLength: 80, autoComplete: 'given-name' },
          { name: 'gender', label: 'Gender', kind: 'choice', value: 'female', options: [['female', 'Female'], ['male', 'Male']] },
          { name: 'email', label: 'E-mail (may be left empty)', kind: 'email', autoComplete: 'email' },
          { name: 'phone', label: 'Phone (may be left empty)', kind: 'tel', autoComplete: 'tel', hint: '0803 123 4567. You can sign in with your e-mail, your phone, or the username you get.' },
          { name: 'password', label: 'Password', kind: 'password', autoComplete: 'new-password', hint: `At least ${shortestPassword(['super-admin'])} characters. Three words in a row are easy to remember and hard to guess.` },
          { name: 'again', label: 'The same again', kind: 'password', autoComplete: 'new-password' },
        ] }]}
      />
    </>
  );
}
