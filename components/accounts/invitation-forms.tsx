'use client';

import { useActionState } from 'react';
import { FormMessage } from '@/components/shared/form-message';
import { Button } from '@/components/ui/button';
import { invite, withdrawInvitation } from '@/lib/accounts/invitations/actions';

type Props = { userId: string; email: string; openUntil: string | null; operationIds: [string, string] };

/** An invitation by e-mail: sent, sent again, or taken back. */
export function InvitationForms({ userId, email, openUntil, operationIds: [sendId, withdrawId] }: Props) {
  const [sent, send, sending] = useActionState(invite, null);
  const [taken, withdraw, withdrawing] = useActionState(withdrawInvitation, null);
  return (
    <div className="grid justify-items-start gap-3">
      <p className="text-muted">{openUntil ? `Invited at ${email}; the link works until ${openUntil}.` : `Not invited by e-mail. The link would go to ${email} and work for 7 days.`}</p>
      <div className="flex flex-wrap gap-3">
        <form action={send} className="grid gap-2">
          <input type="hidden" name="userId" value={userId} />
          <input type="hidden" name="operationId" value={sendId} />
          <FormMessage state={sent} />
          <Button type="submit" disabled={sending}>{openUntil ? 'Send it again' : 'Invite by e-mail'}</Button>
        </form>
        {openUntil && (
          <form action={withdraw} className="grid gap-2">
            <input type="hidden" name="userId" value={userId} />
            <input type="hidden" name="operationId" value={withdrawId} />
            <FormMessage state={taken} />
            <Button type="submit" disabled={withdrawing}>Take the invitation back</Button>
          </form>
        )}
      </div>
      {sent?.ok && openUntil && <p role="status">A letter is on its way to {sent.data.sentTo}. An earlier link works no more.</p>}
    </div>
  );
}
