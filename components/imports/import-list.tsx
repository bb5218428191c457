'use client';

type Row = [id: string, title: string, state: string, when: string, by: string];

/** Earlier imports, newest first. */
export function ImportList({ rows }: { rows: Row[] }) {
  return (
    <ul className="grid gap-2">
      {rows.map(([id, title, state, when, by]) => (
        <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4 rounded-control border border-line bg-surface px-3 py-2">
          <a href={`/people/import/${id}`} className="inline-block min-h-6 min-w-0 font-semibold break-all text-accent underline">{title}</a>
          <span>{state}</span>
          <span className="w-full text-sm text-muted">{when} · {by}</span>
        </li>
      ))}
    </ul>
  );
}
