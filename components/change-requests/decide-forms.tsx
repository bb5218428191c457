'use client';

import { useActionState } from 'react';
import { FormMessage } from '@/components/shared/form-message';
import { TextField } from '@/components/shared/text-field';
import { Button } from '@/components/ui/button';
import { approveChange, declineChange } from '@/lib/people/change-requests/actions';

/** Yes, or no with a reason. `now` is what the office has seen: another value meanwhile is shown first. */
export function DecideForms({ requestId, now, approveLabel }: { requestId: string; now: string; approveLabel: string }) {
  const [approved, approve, approving] = useActionState(approveChange, null);
  const [declined, decline, declining] = useActionState(declineChange, null);
  const failure = declined && !declined.ok ? declined : null;
  return (
    <div className="grid gap-6">
      <form action={approve} className="grid justify-items-start gap-3">
        <input type="hidden" name="requestId" value={requestId} />
        <input type="hidden" name="now" value={now} />
        <FormMessage state={approved} />
        <Button look="primary" type="submit" disabled={approving}>{approving ? 'Saving…' : approveLabel}</Button>
      </form>
      <form action={decline} className="grid max-w-md gap-3" noValidate>
        <input type="hidden" name="requestId" value={requestId} />
        <FormMessage state={declined} />
        <TextField name="reason" label="Or decline, because" hint="The family reads this." defaultValue={failure?.typed?.reason} error={failure?.fields?.reason} maxLength={300} rows={2} />
        <Button type="submit" disabled={declining} className="justify-self-start">{declining ? 'Saving…' : 'Decline'}</Button>
      </form>
    </div>
  );
}
