'use client';

import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { signOut, signOutEverywhere } from '@/lib/accounts/actions';

/** What this device keeps is cleared with the sign-in: a family may share the phone. */
export function SignOutForm({ everywhere }: { everywhere: boolean }) {
  const [, submit, pending] = useActionState(everywhere ? signOutEverywhere : signOut, null);
  return (
    <form action={submit} onSubmit={() => indexedDB.deleteDatabase('school')}>
      <Button type="submit" look={everywhere ? 'danger' : 'quiet'} disabled={pending}>{everywhere ? 'Sign out everywhere' : 'Sign out'}</Button>
    </form>
  );
}
