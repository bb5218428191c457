'use client';

import { useActionState } from 'react';
import { FormMessage } from '@/components/shared/form-message';
import { Button } from '@/components/ui/button';
import { askSuperAdmin, confirmSuperAdmin, withdrawSuperAdmin } from '@/lib/accounts/super-admins/actions';
import { OwnPasswordForm } from './own-password-form';

type Asking = { userId: string; change: 'grant' | 'revoke'; operationId: string };

/** The first of two people. */
export function AskSuperAdminForm({ userId, change, operationId }: Asking) {
  const [state, submit, pending] = useActionState(askSuperAdmin, null);
  return (
    <OwnPasswordForm
      act={submit} state={state} pending={pending} operationId={operationId} fields={{ userId, change }}
      label={change === 'grant' ? 'Ask to make this person a super admin' : 'Ask to relieve this super admin'}
      why="Nothing changes until another super admin confirms it within a day."
    />
  );
}

type Open = { id: string; says: string; mayConfirm: boolean; operationIds: [string, string] };

/** The second of two people, or the first who thinks again. */
export function SuperAdminRequest({ id, says, mayConfirm, operationIds: [confirmId, withdrawId] }: Open) {
  const [confirmed, confirm, confirming] = useActionState(confirmSuperAdmin, null);
  const [taken, withdraw, withdrawing] = useActionState(withdrawSuperAdmin, null);
  return (
    <div className="grid gap-3">
      <p>{says}</p>
      {mayConfirm ? (
        <OwnPasswordForm
          act={confirm} state={confirmed} pending={confirming} operationId={confirmId} fields={{ requestId: id }} label="Confirm it"
          why="A super admin reaches everything. Be sure that you know who this is."
        />
      ) : <p className="text-muted">Another super admin confirms it, on this page.</p>}
      <form action={withdraw} className="grid justify-items-start gap-2">
        <input type="hidden" name="requestId" value={id} />
        <input type="hidden" name="operationId" value={withdrawId} />
        <FormMessage state={taken} />
        <Button type="submit" disabled={withdrawing}>Take the request back</Button>
      </form>
    </div>
  );
}
