'use client';

import { useActionState } from 'react';
import { FormMessage } from '@/components/shared/form-message';
import { Button } from '@/components/ui/button';
import { endSessionsOf } from '@/lib/accounts/actions';

export function EndSessionsForm({ userId, operationId }: { userId: string; operationId: string }) {
  const [state, submit, pending] = useActionState(endSessionsOf, null);
  return (
    <form action={submit} className="grid justify-items-start gap-2">
      <input type="hidden" name="userId" value={userId} />
      <input type="hidden" name="operationId" value={operationId} />
      <FormMessage state={state} />
      <Button type="submit" disabled={pending}>Sign this person out everywhere</Button>
    </form>
  );
}
