'use client';

import { useActionState } from 'react';
import { inputStyle } from '@/components/shared/field';
import { removeDepartment, renameDepartment } from '@/lib/classes/actions';

type Row = { id: string; name: string; ids: string[] };

export function DepartmentRows({ rows }: { rows: Row[] }) {
  const [renamed, rename] = useActionState(renameDepartment, null);
  const [removed, remove] = useActionState(removeDepartment, null);
  const failure = [renamed, removed].find((state) => state && !state.ok);
  return (
    <>
      {failure && !failure.ok && <p role="alert" className="text-bad">{failure.fields?.name ?? failure.message}</p>}
      {rows.length === 0 && <p className="text-muted">None. Subjects are then offered to everybody of a level.</p>}
      <ul className="grid gap-2">
        {rows.map((row) => (
          <li key={row.id} className="flex flex-wrap items-center gap-x-4">
            <form action={rename} className="flex min-w-0 flex-1 basis-56 gap-2">
              <input type="hidden" name="operationId" value={row.ids[0]} />
              <input type="hidden" name="departmentId" value={row.id} />
              <input key={row.name} name="name" defaultValue={row.name} maxLength={40} aria-label={`Name of ${row.name}`} className={`${inputStyle} min-w-0`} />
              <button type="submit" className="min-h-11 shrink-0 px-1 text-accent underline">Save<span className="sr-only"> the name of {row.name}</span></button>
            </form>
            <form action={remove}>
              <input type="hidden" name="operationId" value={row.ids[1]} />
              <input type="hidden" name="departmentId" value={row.id} />
              <button type="submit" className="min-h-11 text-accent underline">Remove<span className="sr-only"> {row.name}</span></button>
            </form>
          </li>
        ))}
      </ul>
    </>
  );
}
