'use client';

import { useActionState } from 'react';
import { FormMessage } from '@/components/shared/form-message';
import { Button } from '@/components/ui/button';
import { restore, unlock } from '@/lib/accounts/bin/actions';

const acts = {
  restore: { act: restore, label: 'Take out of the recycle bin', done: 'Taken out. The person can sign in again.' },
  unlock: { act: unlock, label: 'Let this person try again now', done: 'Done: earlier wrong tries no longer count.' },
};

type Props = { kind: keyof typeof acts; userId: string; name: string; operationId: string };

/** One press, one act on somebody's account. */
export function AccountAct({ kind, userId, name, operationId }: Props) {
  const { act, label, done } = acts[kind];
  const [state, submit, pending] = useActionState(act, null);
  return (
    <form action={submit} className="grid justify-items-start gap-2">
      <input type="hidden" name="userId" value={userId} />
      <input type="hidden" name="operationId" value={operationId} />
      <FormMessage state={state} />
      <Button type="submit" disabled={pending}>{label}<span className="sr-only">: {name}</span></Button>
      {state?.ok && <p role="status">{done}</p>}
    </form>
  );
}
