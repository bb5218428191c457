'use client';

import { useActionState } from 'react';
import { reactivate, suspend } from '@/lib/accounts/actions';

type Props = { userId: string; name: string; isSuspended: boolean; operationId: string };

/** Suspending ends the person's sign-ins at once; the same button brings them back. */
export function SuspendButton({ userId, name, isSuspended, operationId }: Props) {
  const [state, submit, pending] = useActionState(isSuspended ? reactivate : suspend, null);
  return (
    <form action={submit} className="inline">
      <input type="hidden" name="userId" value={userId} />
      <input type="hidden" name="operationId" value={operationId} />
      <button type="submit" disabled={pending} className="ml-2 min-h-6 text-sm text-accent underline">
        {isSuspended ? 'Reactivate' : 'Suspend'}<span className="sr-only"> {name}</span>
      </button>
      {state && !state.ok && <span role="alert" className="block text-sm text-bad">{state.message}</span>}
    </form>
  );
}
