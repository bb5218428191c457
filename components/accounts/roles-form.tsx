'use client';

import { useActionState } from 'react';
import { FormMessage } from '@/components/shared/form-message';
import { PasswordField } from '@/components/shared/password-field';
import { Button } from '@/components/ui/button';
import { changeRoles } from '@/lib/accounts/actions';
import { roleWords } from './role-words';

type Props = { userId: string; roles: string[]; assignable: string[]; operationId: string };

/** What the person may be in the school; the one who changes it types their own password. */
export function RolesForm({ userId, roles, assignable, operationId }: Props) {
  const [state, submit, pending] = useActionState(changeRoles, null);
  const fields = state && !state.ok ? state.fields : undefined;
  // After an answer the boxes show what was sent, not what React would reset them to.
  const typed = state && !state.ok ? state.typed : undefined;
  return (
    <form action={submit} className="grid max-w-sm gap-3" noValidate key={roles.join()}>
      <input type="hidden" name="userId" value={userId} />
      <input type="hidden" name="operationId" value={operationId} />
      <FormMessage state={state} />
      <fieldset className="grid gap-1">
        <legend className="font-semibold">Roles</legend>
        {assignable.map((role) => (
          <label key={role} className="flex min-h-11 items-center gap-3">
            <input type="checkbox" name={role} className="size-6" defaultChecked={typed ? role in typed : roles.includes(role)} />
            {roleWords[role]}
          </label>
        ))}
      </fieldset>
      <PasswordField name="confirmPassword" label="Your own password" autoComplete="current-password" error={fields?.confirmPassword} hint="Asked again, because this decides what a person may see." />
      <Button type="submit" disabled={pending} className="justify-self-start">{pending ? 'Saving…' : 'Save roles'}</Button>
      {state?.ok && <p role="status">Saved. The person signs in again with the new roles.</p>}
    </form>
  );
}
