'use client';

import { sayAll } from '@/lib/search/rules';
import type { Found } from '@/lib/search/schema';

/** Who was found, a few of each kind, with the way to all of them. */
export function FoundPeople({ groups }: { groups: Found[] }) {
  return groups.map((group) => (
    <section key={group.title} aria-label={group.title} className="mb-6">
      <h2 className="mb-1 text-lg font-semibold">{group.title}</h2>
      <ul>
        {group.rows.map(([href, name, fact]) => (
          <li key={href} className="border-b border-line py-2">
            <a href={href} className="inline-block min-h-6 font-semibold text-text">{name}</a>
            <span className="text-muted max-sm:block sm:ml-3">{fact}</span>
          </li>
        ))}
      </ul>
      {sayAll(group) && <p className="mt-1"><a href={group.all} className="inline-flex min-h-11 items-center text-accent underline">{sayAll(group)}</a></p>}
    </section>
  ));
}
