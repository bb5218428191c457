'use client';

import { useActionState } from 'react';
import { FormMessage } from '@/components/shared/form-message';
import { PasswordField } from '@/components/shared/password-field';
import { Button } from '@/components/ui/button';
import { resetSecondFactorOf } from '@/lib/accounts/second-factor/actions';

/** For a lost phone without recovery codes, after looking the person in the face. */
export function ResetFactorForm({ userId, operationId }: { userId: string; operationId: string }) {
  const [state, submit, pending] = useActionState(resetSecondFactorOf, null);
  const fields = state && !state.ok ? state.fields : undefined;
  return (
    <form action={submit} className="grid max-w-sm gap-3" noValidate>
      <input type="hidden" name="userId" value={userId} />
      <input type="hidden" name="operationId" value={operationId} />
      <h2 className="text-lg font-semibold">Second sign-in step</h2>
      <p className="text-muted">For a lost phone without recovery codes. Be sure that it is really this person who asks.</p>
      <FormMessage state={state} />
      <PasswordField name="confirmPassword" label="Your own password" autoComplete="current-password" error={fields?.confirmPassword} />
      <Button type="submit" disabled={pending} className="justify-self-start">{pending ? 'One moment…' : 'Take the second step away'}</Button>
    </form>
  );
}
