'use client';

import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { endSession } from '@/lib/accounts/actions';

export function EndSessionForm({ sessionId }: { sessionId: string }) {
  const [state, submit, pending] = useActionState(endSession, null);
  return (
    <form action={submit}>
      <input type="hidden" name="sessionId" value={sessionId} />
      <Button type="submit" disabled={pending}>End</Button>
      {state && !state.ok && <p role="alert" className="text-sm text-bad">{state.message}</p>}
    </form>
  );
}
