'use client';

import { useActionState } from 'react';
import { Field } from '@/components/shared/field';
import { FormMessage } from '@/components/shared/form-message';
import { Button } from '@/components/ui/button';
import { confirmSignIn } from '@/lib/accounts/actions';

/** The second step of signing in; works without JavaScript. */
export function CodeForm({ next }: { next: string }) {
  const [state, submit, pending] = useActionState(confirmSignIn, null);
  const failure = state && !state.ok ? state : null;
  return (
    <form action={submit} className="grid gap-4" noValidate>
      <FormMessage state={failure} />
      <input type="hidden" name="next" value={next} />
      <Field name="code" label="Code" autoComplete="one-time-code" autoCapitalize="characters" spellCheck={false} maxLength={40} error={failure?.fields?.code} />
      <Button look="primary" type="submit" disabled={pending}>{pending ? 'One moment…' : 'Go on'}</Button>
      <a className="inline-flex min-h-6 items-center justify-self-start text-accent underline" href="/sign-in">Start again</a>
    </form>
  );
}
