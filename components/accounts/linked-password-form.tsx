'use client';

import { useActionState } from 'react';
import { FormMessage } from '@/components/shared/form-message';
import { Button } from '@/components/ui/button';
import { acceptInvitation } from '@/lib/accounts/invitations/actions';
import { resetPassword } from '@/lib/accounts/resets/actions';
import { NewPasswordFields } from './new-password-fields';

type Props = { token: string; purpose: 'reset' | 'invitation'; shortest: number };

const acts = { reset: resetPassword, invitation: acceptInvitation };

/** A password chosen through a link from a letter; it leads to the sign-in. */
export function LinkedPasswordForm({ token, purpose, shortest }: Props) {
  const [state, submit, pending] = useActionState(acts[purpose], null);
  const fields = state && !state.ok ? state.fields : undefined;
  return (
    <form action={submit} className="grid gap-4" noValidate>
      <input type="hidden" name="token" value={token} />
      <FormMessage state={state} />
      <NewPasswordFields shortest={shortest} errors={fields} />
      <Button look="primary" type="submit" disabled={pending}>{pending ? 'Saving…' : 'Save password'}</Button>
    </form>
  );
}
