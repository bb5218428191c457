'use client';

import type { Absentee } from '@/lib/attendance/queries';

type Props = { away: (Omit<Absentee, 'toldAt'> & { toldAt: string | null })[]; total: number };

/** Who is away, why, and when the family was told; `total` may be more than are listed. */
export function AbsenteeList({ away, total }: Props) {
  return (
    <section aria-labelledby="away">
      <h2 id="away" className="mb-2 text-lg font-semibold">Away · {total.toLocaleString('en-NG')}</h2>
      {away.length === 0 && <p className="text-muted">Nobody is marked away.</p>}
      <ul className="grid gap-2">
        {away.map((one) => (
          <li key={one.studentId} className="border-b border-line pb-2">
            <a href={`/students/${one.studentId}/attendance`} className="inline-block min-h-6 text-text">
              <span className="font-semibold">{one.surname}</span> {one.firstName}
            </a>
            <span className="block text-sm text-muted">
              {one.className} · {one.status === 'excused' ? `excused: ${one.reason}` : 'absent'}
              {one.toldAt ? ` · family told ${one.toldAt}` : one.status === 'absent' ? ' · family not told yet' : ''}
            </span>
          </li>
        ))}
      </ul>
      {total > away.length && <p className="mt-2 text-muted">The first {away.length} are listed. The register of a class has all of its own.</p>}
    </section>
  );
}
