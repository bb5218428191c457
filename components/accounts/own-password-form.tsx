'use client';

import { FormMessage } from '@/components/shared/form-message';
import { PasswordField } from '@/components/shared/password-field';
import { Button } from '@/components/ui/button';
import type { ActionResult } from '@/lib/platform/errors';

type Props = {
  act: (form: FormData) => void;
  state: ActionResult<unknown> | null;
  pending: boolean;
  label: string;
  why: string;
  look?: 'primary' | 'quiet' | 'danger';
  operationId?: string;
  /** What the form sends besides. */
  fields?: Record<string, string>;
};

/** One act on the own account, confirmed with the own password. */
export function OwnPasswordForm({ act, state, pending, label, why, look = 'quiet', operationId, fields: more = {} }: Props) {
  const fields = state && !state.ok ? state.fields : undefined;
  return (
    <form action={act} className="grid max-w-md gap-3" noValidate aria-label={label}>
      {operationId && <input type="hidden" name="operationId" value={operationId} />}
      {Object.entries(more).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      <FormMessage state={state} />
      <PasswordField name="confirmPassword" label="Your own password" autoComplete="current-password" error={fields?.confirmPassword} hint={why} />
      <Button look={look} type="submit" disabled={pending} className="justify-self-start">{pending ? 'One moment…' : label}</Button>
    </form>
  );
}
