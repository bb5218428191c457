'use client';

import { useActionState } from 'react';
import { Field } from '@/components/shared/field';
import { FormMessage } from '@/components/shared/form-message';
import { PasswordField } from '@/components/shared/password-field';
import { Button } from '@/components/ui/button';
import { signIn } from '@/lib/accounts/actions';

/** Works without JavaScript; what was typed (but the password) stays after an error. */
export function SignInForm({ next }: { next: string }) {
  const [state, submit, pending] = useActionState(signIn, null);
  const failure = state && !state.ok ? state : null;
  return (
    <form action={submit} className="grid gap-4" noValidate>
      <FormMessage state={failure} />
      <input type="hidden" name="next" value={next} />
      <Field
        name="identifier" label="Username, e-mail or phone" defaultValue={failure?.typed?.identifier}
        error={failure?.fields?.identifier} autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={200}
      />
      <PasswordField name="password" label="Password" error={failure?.fields?.password} autoComplete="current-password" />
      <Button look="primary" type="submit" disabled={pending}>{pending ? 'Signing in…' : 'Sign in'}</Button>
    </form>
  );
}
