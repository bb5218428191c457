'use client';

import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { QueuedRegister } from './queue-store';
import type { RegisterProps } from './use-register';
import { sayWaiting } from './waiting';

type Props = {
  taken: RegisterProps['taken']; queued: QueuedRegister | null; dirty: boolean; undoable: number | null;
  saving: boolean; canUndo: boolean; onUndo: () => void;
};

const TOAST_MS = 10_000;

/** Says where the register stands: not taken, taken by whom, or waiting for the server; offers to undo. */
export function RegisterTaken({ taken, queued, dirty, undoable, saving, canUndo, onUndo }: Props) {
  const [expired, setExpired] = useState<number | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setExpired(undoable), TOAST_MS);
    return () => clearTimeout(timer);
  }, [undoable]);
  const isFresh = undoable !== null && undoable !== expired;

  return (
    <>
      <p role="status" className="flex flex-wrap items-center gap-2 py-2">
        {queued && !queued.problem ? (
          <span className="rounded-full border border-warn px-3 py-1 text-sm font-semibold text-warn">◷ Saved on this device. {sayWaiting(queued)}</span>
        ) : taken ? (
          <span className="rounded-full border border-line bg-surface px-3 py-1 text-sm">
            Taken {taken.at} by {taken.isMine ? 'you' : taken.by}
            {dirty && ' – changes not saved yet'}
          </span>
        ) : (
          <span className="rounded-full border border-warn px-3 py-1 text-sm font-semibold text-warn">Not taken yet</span>
        )}
        {taken?.isMine && canUndo && !dirty && !queued && (
          <button type="button" data-screen-only disabled={saving} onClick={onUndo} className="min-h-11 px-1 text-sm text-accent underline">Undo</button>
        )}
      </p>
      {isFresh && (
        <div role="status" data-screen-only className="fixed inset-x-4 bottom-36 z-30 flex items-center justify-between gap-3 rounded-card border border-line bg-surface p-3 shadow-lg md:left-auto md:bottom-6 md:w-80">
          <span>Register saved.</span>
          <Button onClick={onUndo} disabled={saving}>Undo</Button>
        </div>
      )}
    </>
  );
}
