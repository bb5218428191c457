'use client';

import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { withdrawChange } from '@/lib/people/change-requests/actions';

export function WithdrawForm({ requestId, what }: { requestId: string; what: string }) {
  const [state, submit, pending] = useActionState(withdrawChange, null);
  return (
    <form action={submit}>
      <input type="hidden" name="requestId" value={requestId} />
      <Button type="submit" disabled={pending}>Take back<span className="sr-only">: {what}</span></Button>
      {state && !state.ok && <p role="alert" className="text-sm text-bad">{state.message}</p>}
    </form>
  );
}
