'use client';

import type { HistoryLine } from '@/lib/history/queries';

type Row = Omit<HistoryLine, 'at'> & { day: string; time: string };

/** Newest first, under its day; what changed opens below the line. */
export function HistoryTable({ rows }: { rows: Row[] }) {
  return (
    <ol>
      {rows.map((row, index) => (
        <li key={row.id} className="border-b border-line py-2">
          {row.day !== rows[index - 1]?.day && <h2 className="pt-3 pb-1 text-sm font-semibold text-muted">{row.day}</h2>}
          <div className="flex flex-wrap gap-x-3">
            <span className="w-12 text-muted tabular-nums">{row.time}</span>
            <span className="min-w-0 flex-1">
              <span className="font-semibold">{row.actor}</span> {row.says}
              {row.subject && row.subjectId !== row.actorId && <> · <a href={`/settings/history?about=${row.subjectId}`} className="inline-block min-h-6 text-accent underline">{row.subject}</a></>}
            </span>
          </div>
          {row.differences.length > 0 && (
            <details className="pl-15 max-sm:pl-0">
              <summary className="inline-flex min-h-8 cursor-pointer items-center text-sm text-accent underline">What changed</summary>
              <ul className="text-sm">
                {row.differences.map((one, place) => (
                  <li key={place}>{one.what && <span className="font-semibold">{one.what}: </span>}{one.before} → {one.after}</li>
                ))}
              </ul>
            </details>
          )}
        </li>
      ))}
    </ol>
  );
}
