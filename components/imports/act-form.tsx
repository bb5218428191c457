'use client';

import { useActionState } from 'react';
import { FormMessage } from '@/components/shared/form-message';
import { Button } from '@/components/ui/button';
import { cancelImport, undoImport } from '@/lib/people/imports/office/actions';

type Props = { importId: string; act: 'cancel' | 'undo'; label: string; operationId: string };

/** Puts an import aside, or takes it back. */
export function ActForm({ importId, act, label, operationId }: Props) {
  const [state, submit, pending] = useActionState(act === 'undo' ? undoImport : cancelImport, null);
  return (
    <form action={submit} className="grid justify-items-start gap-2">
      <input type="hidden" name="importId" value={importId} />
      <input type="hidden" name="operationId" value={operationId} />
      <FormMessage state={state} />
      <Button look={act === 'undo' ? 'danger' : 'quiet'} type="submit" disabled={pending}>{pending ? 'One moment …' : label}</Button>
    </form>
  );
}
