'use client';

export type Found = { title: string; all: string; total: number; rows: [href: string, name: string, fact: string][] };

/** Who was found, a few of each kind, with the way to all of them. */
export function FoundPeople({ groups }: { groups: Found[] }) {
  return groups.map(({ title, all, total, rows }) => (
    <section key={title} aria-label={title} className="mb-6">
      <h2 className="mb-1 text-lg font-semibold">{title}</h2>
      <ul>
        {rows.map(([href, name, fact]) => (
          <li key={href} className="border-b border-line py-2">
            <a href={href} className="inline-block min-h-6 font-semibold text-text">{name}</a>
            <span className="text-muted max-sm:block sm:ml-3">{fact}</span>
          </li>
        ))}
      </ul>
      {total > rows.length && <p className="mt-1"><a href={all} className="inline-flex min-h-11 items-center text-accent underline">All {total.toLocaleString('en-NG')} {title.toLowerCase()}</a></p>}
    </section>
  ));
}
