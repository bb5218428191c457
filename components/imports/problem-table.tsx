'use client';

import { sayColumn } from '@/lib/people/imports/mappings/rules';

/** Row, column and reason of what a check found; [row, column, reason]. */
export function ProblemTable({ rows, label }: { rows: [row: number | null, column: string | null, message: string][]; label: string }) {
  return (
    <div className="overflow-x-auto rounded-card border border-line">
      <table className="w-full text-left max-sm:block">
        <caption className="sr-only">{label}</caption>
        <thead className="bg-surface-2 max-sm:sr-only"><tr><th className="px-3 py-2">Row</th><th className="px-3 py-2">Column</th><th className="px-3 py-2">What is wrong</th></tr></thead>
        <tbody className="max-sm:block">
          {rows.map(([row, column, message], index) => (
            <tr key={index} className="border-t border-line align-top max-sm:block max-sm:px-3 max-sm:py-2">
              <td className="px-3 py-2 tabular-nums max-sm:inline max-sm:p-0">{row === null ? 'The file' : <><span className="sm:sr-only">Row </span>{row}</>}</td>
              <td className="px-3 py-2 max-sm:inline max-sm:p-0"><span className="sm:hidden">{column ? ' · ' : ''}</span>{column ? sayColumn(column) : ''}</td>
              <td className="px-3 py-2 max-sm:block max-sm:p-0">{message}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
