'use client';

import { useActionState } from 'react';
import { addHolidays, removeHolidays } from '@/lib/calendar/actions';

type Row = { name: string; from: string; to: string; says: string; operationId: string };

/** The days the school is closed; one that was removed by mistake comes back with one press. */
export function HolidayList({ rows, undoId }: { rows: Row[]; undoId: string }) {
  const [state, remove, pending] = useActionState(removeHolidays, null);
  const [undone, undo] = useActionState(addHolidays, null);
  const removed = state?.ok ? state.data : null;
  return (
    <>
      {state && !state.ok && <p role="alert" className="text-bad">{state.message}</p>}
      {removed && !undone?.ok && (
        <form action={undo} role="status" className="flex flex-wrap items-center gap-3 rounded-control border border-line p-2">
          <input type="hidden" name="operationId" value={undoId} />
          <input type="hidden" name="name" value={removed.name} />
          <input type="hidden" name="from" value={removed.from} />
          <input type="hidden" name="to" value={removed.to} />
          <input type="hidden" name="confirmed" value="on" />
          <span>{removed.name} was removed.</span>
          <button type="submit" className="min-h-6 text-accent underline">Undo</button>
        </form>
      )}
      {rows.length === 0 && <p className="text-muted">No holidays yet. Add them below.</p>}
      <ul className="grid">
        {rows.map((row) => (
          <li key={row.from} className="flex flex-wrap items-center justify-between gap-x-3 border-b border-line py-1 last:border-0">
            <span><span className="font-semibold">{row.name}</span> <span className="text-muted">{row.says}</span></span>
            <form action={remove} data-screen-only>
              <input type="hidden" name="operationId" value={row.operationId} />
              <input type="hidden" name="from" value={row.from} />
              <input type="hidden" name="to" value={row.to} />
              <button type="submit" disabled={pending} className="min-h-11 text-accent underline">Remove<span className="sr-only"> {row.name} {row.says}</span></button>
            </form>
          </li>
        ))}
      </ul>
    </>
  );
}
