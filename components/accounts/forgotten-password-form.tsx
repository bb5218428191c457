'use client';

import { useActionState } from 'react';
import { Field } from '@/components/shared/field';
import { FormMessage } from '@/components/shared/form-message';
import { Button } from '@/components/ui/button';
import { askReset } from '@/lib/accounts/resets/actions';

/** The answer is the same whether or not there is such an account. */
export function ForgottenPasswordForm() {
  const [state, submit, pending] = useActionState(askReset, null);
  const failure = state && !state.ok ? state : null;
  if (state?.ok) {
    return (
      <div role="status" className="grid gap-3 rounded-card border border-line bg-surface p-4">
        <p>If there is such an account and it has an e-mail address, a letter is on its way with a link that works for 15 minutes.</p>
        <p className="text-muted">No letter after a few minutes? Look into the spam, or ask the school office for a slip.</p>
      </div>
    );
  }
  return (
    <form action={submit} className="grid gap-4" noValidate>
      <FormMessage state={failure} />
      <p>We write to the e-mail address that the school has for you. Without one, the school office gives you a slip.</p>
      <Field
        name="identifier" label="Username, e-mail or phone" defaultValue={failure?.typed?.identifier}
        error={failure?.fields?.identifier} autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={200}
      />
      <Button look="primary" type="submit" disabled={pending}>{pending ? 'One moment…' : 'Send me a link'}</Button>
    </form>
  );
}
