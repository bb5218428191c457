'use client';

import { useActionState } from 'react';
import { FormMessage } from '@/components/shared/form-message';
import { Button } from '@/components/ui/button';
import { issuePassword } from '@/lib/accounts/actions';
import { Slip } from './slip';

type Props = { userId: string; address: string; schoolName: string; operationId: string };

/** A lost password is replaced by a slip. */
export function IssuePasswordForm({ userId, address, schoolName, operationId }: Props) {
  const [state, submit, pending] = useActionState(issuePassword, null);
  if (state?.ok) return <Slip slip={state.data} address={address} schoolName={schoolName} />;
  return (
    <form action={submit} data-screen-only className="grid justify-items-start gap-2">
      <input type="hidden" name="userId" value={userId} />
      <input type="hidden" name="operationId" value={operationId} />
      <FormMessage state={state} />
      <Button type="submit" disabled={pending}>{pending ? 'One moment…' : 'Give a new first password'}</Button>
      <p className="text-sm text-muted">For a lost password. The old one stops working, and every sign-in of this account ends.</p>
    </form>
  );
}
