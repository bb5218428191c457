'use client';

import { useActionState } from 'react';
import { FormMessage } from '@/components/shared/form-message';
import { Button } from '@/components/ui/button';
import { askSuperAdmin, confirmSuperAdmin, withdrawSuperAdmin } from '@/lib/accounts/super-admins/actions';
import type { Change } from '@/lib/accounts/super-admins/rules';
import { OwnPasswordForm } from './own-password-form';

const labels: Record<Change, string> = {
  grant: 'Ask to make this person a super admin',
  revoke: 'Ask to relieve this super admin',
  'reset-factor': 'Ask to take the second step away',
};

const rightDoubt = 'A super admin reaches everything. Be sure that you know who this is.';

const doubts: Record<Change, string> = {
  grant: rightDoubt,
  revoke: rightDoubt,
  'reset-factor': 'From then on the password alone opens this account, until a new phone is set up. Be sure that it is really this person who asks.',
};

type Asking = { userId: string; change: Change; operationId: string };

/** The first of two people. */
export function AskSuperAdminForm({ userId, change, operationId }: Asking) {
  const [state, submit, pending] = useActionState(askSuperAdmin, null);
  return (
    <OwnPasswordForm
      act={submit} state={state} pending={pending} operationId={operationId} fields={{ userId, change }}
      label={labels[change]}
      why="Nothing changes until another super admin confirms it within a day."
    />
  );
}

type Open = { id: string; change: Change; says: string; mayConfirm: boolean; operationIds: [string, string] };

/** The second of two people, or the first who thinks again. */
export function SuperAdminRequest({ id, change, says, mayConfirm, operationIds: [confirmId, withdrawId] }: Open) {
  const [confirmed, confirm, confirming] = useActionState(confirmSuperAdmin, null);
  const [taken, withdraw, withdrawing] = useActionState(withdrawSuperAdmin, null);
  return (
    <div className="grid gap-3">
      <p>{says}</p>
      {mayConfirm ? (
        <OwnPasswordForm
          act={confirm} state={confirmed} pending={confirming} operationId={confirmId} fields={{ requestId: id }} label="Confirm it"
          why={doubts[change]}
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
