'use client';

import { useActionState } from 'react';
import { FormMessage } from '@/components/shared/form-message';
import { PasswordField } from '@/components/shared/password-field';
import { Button } from '@/components/ui/button';
import { choosePassword } from '@/lib/accounts/actions';
import { NewPasswordFields } from './new-password-fields';

export function ChoosePasswordForm({ shortest, asksCurrent }: { shortest: number; asksCurrent: boolean }) {
  const [state, submit, pending] = useActionState(choosePassword, null);
  const fields = state && !state.ok ? state.fields : undefined;
  return (
    <form action={submit} className="grid gap-4" noValidate>
      <FormMessage state={state} />
      {asksCurrent && <PasswordField name="current" label="Present password" autoComplete="current-password" error={fields?.current} />}
      <NewPasswordFields shortest={shortest} errors={fields} />
      <Button look="primary" type="submit" disabled={pending}>{pending ? 'Saving…' : 'Save password'}</Button>
    </form>
  );
}
