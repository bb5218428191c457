'use client';

import { useActionState } from 'react';
import { assignTeaching, endTeaching } from '@/lib/classes/actions';

type Row = { id: string; subject: string; name: string; operationId: string };

/** Subject by subject; whoever was ended by mistake is back with one press. */
export function TeachingList({ classId, rows, undoId }: { classId: string; rows: Row[]; undoId: string }) {
  const [state, end, pending] = useActionState(endTeaching, null);
  const [undone, undo] = useActionState(assignTeaching, null);
  const ended = state?.ok ? state.data : null;
  return (
    <>
      {state && !state.ok && <p role="alert" className="text-bad">{state.message}</p>}
      {ended && !undone?.ok && (
        <form action={undo} role="status" className="flex flex-wrap items-center gap-3 rounded-control border border-line p-2">
          <input type="hidden" name="operationId" value={undoId} />
          <input type="hidden" name="classId" value={classId} />
          <input type="hidden" name="termId" value={ended.termId} />
          <input type="hidden" name="subjectId" value={ended.subjectId} />
          <input type="hidden" name="staffId" value={ended.staffId} />
          <span>{ended.teacher} no longer teaches {ended.subject} here.</span>
          <button type="submit" className="min-h-6 text-accent underline">Undo</button>
        </form>
      )}
      {rows.length === 0 && <p className="text-muted">Nobody teaches a subject here yet.</p>}
      <ul>
        {rows.map((row) => (
          <li key={row.id} className="flex flex-wrap items-center justify-between gap-x-3 border-b border-line py-1 last:border-0">
            <span><span className="font-semibold">{row.subject}</span> <span className="text-muted">{row.name}</span></span>
            <form action={end} data-screen-only>
              <input type="hidden" name="operationId" value={row.operationId} />
              <input type="hidden" name="classId" value={classId} />
              <input type="hidden" name="assignmentId" value={row.id} />
              <button type="submit" disabled={pending} className="min-h-11 text-accent underline">End<span className="sr-only"> {row.subject} of {row.name}</span></button>
            </form>
          </li>
        ))}
      </ul>
    </>
  );
}
