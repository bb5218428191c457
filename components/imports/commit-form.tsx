'use client';

import { useActionState } from 'react';
import { FieldError } from '@/components/shared/field';
import { sayCount } from '@/components/shared/words';
import { FormMessage } from '@/components/shared/form-message';
import { PasswordField } from '@/components/shared/password-field';
import { Button } from '@/components/ui/button';
import { commitImport } from '@/lib/people/imports/office/actions';

type Props = { importId: string; badRows: number; goodRows: number; operationId: string };

/** The yes to an import, with the own password once more. */
export function CommitForm({ importId, badRows, goodRows, operationId }: Props) {
  const [state, submit, pending] = useActionState(commitImport, null);
  const failure = state && !state.ok ? state : null;
  return (
    <form action={submit} className="grid max-w-md gap-4" noValidate>
      <input type="hidden" name="importId" value={importId} />
      <input type="hidden" name="operationId" value={operationId} />
      <FormMessage state={state} />
      {badRows > 0 && (
        <div className="grid gap-1">
          <label className="flex items-start gap-3 rounded-control border border-warn p-3">
            <input
              key={failure?.typed?.leaveOut} type="checkbox" name="leaveOut" className="size-6 shrink-0" defaultChecked={failure?.typed?.leaveOut === 'on'}
              aria-invalid={failure?.fields?.leaveOut ? true : undefined} aria-describedby={failure?.fields?.leaveOut ? 'leaveOut-error' : undefined}
            />
            Leave the {sayCount(badRows, 'row')} with problems out and import the other {sayCount(goodRows, 'row')}
          </label>
          {failure?.fields?.leaveOut && <FieldError id="leaveOut-error" text={failure.fields.leaveOut} />}
        </div>
      )}
      <PasswordField name="confirmPassword" label="Your own password" autoComplete="current-password" error={failure?.fields?.confirmPassword} hint="Asked again, because an import makes accounts." />
      <Button look="primary" type="submit" disabled={pending} className="justify-self-start">{pending ? 'One moment …' : 'Import'}</Button>
    </form>
  );
}
