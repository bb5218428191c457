import { sayCount } from '@/components/shared/words';
import { changesAnything, sayCounts } from '@/lib/people/imports/office/rules';
import { onlySuperAdmin } from '@/lib/people/imports/rules';
import { newOperationId } from '@/components/shared/operation-id';
import type { Import } from '@/lib/people/imports/office/queries';
import type { Problem } from '@/lib/people/imports/schema';
import { CommitForm } from './commit-form';
import { FailedRowsLinks } from './failed-rows-links';
import { ProblemTable } from './problem-table';

const asRows = (problems: Problem[]) => problems.map(({ row, column, message }): [number | null, string | null, string] => [row, column, message]);

/** What an import would do, before anything is written. */
export function CheckedImport({ one, mayCommit }: { one: Import; mayCommit: boolean }) {
  const { findings } = one;
  if (!findings) return null;
  const { counts, problems, warnings, problemCount, warningCount, badRows, isUsable } = findings;
  const isChange = isUsable && changesAnything(counts);
  return (
    <>
      <section aria-labelledby="would" className="grid gap-2">
        <h2 id="would" className="text-lg font-semibold">{isChange ? 'This would change' : 'Nothing would change'}</h2>
        {isUsable ? (
          <ul className="list-disc pl-5">{sayCounts(counts).map((line) => <li key={line}>{line}</li>)}</ul>
        ) : (
          <p>No row of this file can be imported as it is.</p>
        )}
        {isUsable && !isChange && <p className="text-muted">Everything in this file stands in the school already.</p>}
      </section>
      {problemCount > 0 && (
        <section aria-labelledby="problems" className="grid gap-2">
          <h2 id="problems" className="text-lg font-semibold">{sayCount(problemCount, 'problem')}{badRows > 0 && ` in ${sayCount(badRows, 'row')}`}</h2>
          <FailedRowsLinks importId={one.id} count={one.failedRows} />
          <ProblemTable label="Problems" rows={asRows(problems)} />
          {problemCount > problems.length && <p className="text-muted">These are the first {problems.length}; the file of failed rows has all.</p>}
        </section>
      )}
      {warningCount > 0 && (
        <details>
          <summary className="inline-flex min-h-11 cursor-pointer items-center text-accent underline">{sayCount(warningCount, 'thing')} worth knowing</summary>
          <ProblemTable label="Worth knowing" rows={asRows(warnings)} />
        </details>
      )}
      {isChange && (mayCommit ? <CommitForm importId={one.id} badRows={badRows} goodRows={counts.rows} operationId={newOperationId()} /> : <p className="rounded-control border border-warn p-3">{onlySuperAdmin}</p>)}
    </>
  );
}
