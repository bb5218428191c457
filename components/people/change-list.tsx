'use client';

import { ActForm } from '@/components/shared/act-form';
import { undoBulkChange } from '@/lib/people/students/actions';

type Row = { id: string; text: string; rest: string; when: string; isNew: boolean; undone: string | null; operationId: string | null };

/** What was changed for many at once, newest first, each with its way back. */
export function ChangeList({ rows }: { rows: Row[] }) {
  return (
    <ul className="grid gap-2">
      {rows.map(({ id, text, rest, when, isNew, undone, operationId }) => (
        <li key={id} role={isNew ? 'status' : undefined} className={`flex flex-wrap items-center justify-between gap-x-4 gap-y-1 rounded-control border bg-surface px-3 py-2 ${isNew ? 'border-ok' : 'border-line'}`}>
          <div className="min-w-0">
            <p className={undone ? 'text-muted line-through' : 'font-semibold'}>{text}</p>
            <p className="text-sm text-muted">{[rest, when, undone].filter(Boolean).join(' · ')}</p>
          </div>
          {operationId && <ActForm act={undoBulkChange} about={{ changeId: id }} label="Undo" which={text} operationId={operationId} />}
        </li>
      ))}
    </ul>
  );
}
