'use client';

import { useActionState } from 'react';
import { FormMessage } from '@/components/shared/form-message';
import { PrintButton } from '@/components/shared/print-button';
import { Button } from '@/components/ui/button';
import { issuePassword } from '@/lib/accounts/actions';

type Props = { userId: string; address: string; schoolName: string; operationId: string };

/** A lost password is replaced by a slip: shown once, printed or read out, and good for one sign-in. */
export function IssuePasswordForm({ userId, address, schoolName, operationId }: Props) {
  const [state, submit, pending] = useActionState(issuePassword, null);
  const slip = state?.ok ? state.data : null;
  if (slip) {
    return (
      <section aria-label="Sign-in slip" className="grid justify-items-start gap-3 rounded-card border border-ok bg-surface p-4">
        <h2 className="text-lg font-semibold">Sign-in for {slip.name}</h2>
        <p>{schoolName} · <span className="break-all">{address}</span></p>
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
          <dt className="text-muted">Username</dt><dd className="font-semibold">{slip.username}</dd>
          <dt className="text-muted">First password</dt><dd className="font-mono text-lg font-semibold" data-first-password>{slip.password}</dd>
        </dl>
        <p>It works once: after signing in a new password is chosen. It is not shown again.</p>
        <PrintButton label="Print the slip" />
      </section>
    );
  }
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
