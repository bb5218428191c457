'use client';

import { useActionState } from 'react';
import { FormMessage } from '@/components/shared/form-message';
import { PasswordField } from '@/components/shared/password-field';
import { Button } from '@/components/ui/button';
import { changeSafeguarding } from '@/lib/accounts/grants/actions';

type Props = { userId: string; holds: boolean; operationId: string };

/** Who may see custody and safeguarding notes: a few named people, each chosen by a super admin. */
export function SafeguardingForm({ userId, holds, operationId }: Props) {
  const [state, submit, pending] = useActionState(changeSafeguarding, null);
  return (
    <form action={submit} className="grid max-w-sm gap-3" noValidate key={String(holds)}>
      <input type="hidden" name="userId" value={userId} />
      <input type="hidden" name="operationId" value={operationId} />
      {!holds && <input type="hidden" name="holds" value="on" />}
      <FormMessage state={state} />
      <h2 className="font-semibold">Custody and safeguarding notes</h2>
      <p>{holds ? 'This person may read and write them. Every look is written down.' : 'This person may not see them.'}</p>
      <PasswordField id="confirm-safeguarding" name="confirmPassword" label="Your own password" autoComplete="current-password" error={state && !state.ok ? state.fields?.confirmPassword : undefined} />
      <Button type="submit" disabled={pending} className="justify-self-start">{holds ? 'Take this right' : 'Give this right'}</Button>
    </form>
  );
}
