'use client';

import { useActionState } from 'react';
import { inputStyle } from '@/components/shared/field';
import { moveLevel, removeLevel, renameLevel } from '@/lib/classes/actions';

type Row = { id: string; name: string; classes: string; ids: [rename: string, move: string, remove: string] };

/** The levels of one stage: renamed in place, moved one up or down, removed when nothing stands on them. */
export function LevelRows({ rows }: { rows: Row[] }) {
  const [renamed, rename] = useActionState(renameLevel, null);
  const [moved, move] = useActionState(moveLevel, null);
  const [removed, remove] = useActionState(removeLevel, null);
  const failure = [renamed, moved, removed].find((state) => state && !state.ok);
  return (
    <>
      {failure && !failure.ok && <p role="alert" className="text-bad">{failure.fields?.name ?? failure.message}</p>}
      <ul className="grid">
        {rows.map((row) => (
          <li key={row.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-2 last:border-0">
            <form action={rename} className="flex min-w-0 flex-1 basis-56 gap-2">
              <input type="hidden" name="operationId" value={row.ids[0]} />
              <input type="hidden" name="levelId" value={row.id} />
              <input key={row.name} name="name" defaultValue={row.name} maxLength={40} aria-label={`Name of ${row.name}`} className={`${inputStyle} min-w-0`} />
              <button type="submit" className="min-h-11 shrink-0 px-1 text-accent underline">Save<span className="sr-only"> the name of {row.name}</span></button>
            </form>
            <form action={move} className="flex gap-1">
              <input type="hidden" name="operationId" value={row.ids[1]} />
              <input type="hidden" name="levelId" value={row.id} />
              <button type="submit" name="direction" value="up" aria-label={`Move ${row.name} up`} className="size-11 rounded-control border border-control">▲</button>
              <button type="submit" name="direction" value="down" aria-label={`Move ${row.name} down`} className="size-11 rounded-control border border-control">▼</button>
            </form>
            <form action={remove} className="flex items-center gap-2">
              <input type="hidden" name="operationId" value={row.ids[2]} />
              <input type="hidden" name="levelId" value={row.id} />
              <span className="text-sm text-muted">{row.classes}</span>
              <button type="submit" className="min-h-11 text-accent underline">Remove<span className="sr-only"> {row.name}</span></button>
            </form>
          </li>
        ))}
      </ul>
    </>
  );
}
