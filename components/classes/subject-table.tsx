'use client';

type Row = { id: string; name: string; levels: string };

/** Each subject with where it is offered; the name leads to the grid. */
export function SubjectTable({ rows }: { rows: Row[] }) {
  return (
    <ul className="rounded-card border border-line bg-surface">
      {rows.map((row) => (
        <li key={row.id} className="border-b border-line px-3 py-2 last:border-0 sm:grid sm:grid-cols-[14rem_1fr] sm:gap-3">
          <a href={`/settings/subjects/${row.id}`} className="inline-block min-h-6 font-semibold text-accent underline">{row.name}</a>
          <span className="block text-sm text-muted sm:text-base">{row.levels || 'not offered at any level yet'}</span>
        </li>
      ))}
    </ul>
  );
}
