'use client';

import { useActionState } from 'react';
import { disable } from '@/lib/accounts/bin/actions';
import { OwnPasswordForm } from './own-password-form';

/** Into the recycle bin; it can be taken out for 30 days. */
export function DisableForm({ userId, operationId }: { userId: string; operationId: string }) {
  const [state, submit, pending] = useActionState(disable, null);
  return (
    <>
      <h2 className="mb-2 text-lg font-semibold">Recycle bin</h2>
      <OwnPasswordForm
        act={submit} state={state} pending={pending} operationId={operationId} look="danger" label="Put into the recycle bin" fields={{ userId }}
        why="Nobody can sign in to the account any more. It can be taken out again for 30 days; its history stays."
      />
    </>
  );
}
