'use client';

import { useActionState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { signOut, signOutEverywhere } from '@/lib/accounts/actions';

/** What this device keeps is cleared with the sign-in: a family may share the phone. */
export function SignOutForm({ everywhere }: { everywhere: boolean }) {
  const act = everywhere ? signOutEverywhere : signOut;
  const [, submit, pending] = useActionState(act, null);
  const leave = (event: FormEvent) => {
    event.preventDefault();
    indexedDB.deleteDatabase('school');
    // A new document: the old one still holds what it has shown.
    const go = () => location.replace('/sign-in');
    act({}).then(go, go);
  };
  return (
    <form action={submit} onSubmit={leave}>
      <Button type="submit" look={everywhere ? 'danger' : 'quiet'} disabled={pending}>{everywhere ? 'Sign out everywhere' : 'Sign out'}</Button>
    </form>
  );
}
