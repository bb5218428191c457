import { buttonStyle } from '@/components/ui/button';
import { sayCounts } from '@/lib/people/imports/office/rules';
import { newOperationId } from '@/components/shared/operation-id';
import type { Import } from '@/lib/people/imports/office/queries';
import { SlipsForm } from '@/components/accounts/slips-form';
import { UndoImport } from './import-acts';
import { FailedRowsLinks } from './failed-rows-links';

type Props = { one: Import; mayUndo: boolean; undoUntil: string | null };

/** What an import did, the slips of its new accounts, and the way back. */
export function CommittedImport({ one, mayUndo, undoUntil }: Props) {
  return (
    <>
      <section aria-labelledby="did" className="grid gap-2">
        <h2 id="did" className="text-lg font-semibold">Imported</h2>
        {one.findings && <ul className="list-disc pl-5">{sayCounts(one.findings.counts).map((line) => <li key={line}>{line}</li>)}</ul>}
        <FailedRowsLinks importId={one.id} count={one.failedRows} />
        <p><a href={one.kind === 'students' ? '/students' : '/staff'} className={buttonStyle()}>{one.kind === 'students' ? 'See the students' : 'See the staff'}</a></p>
      </section>
      <section aria-labelledby="slips" className="grid gap-2">
        <h2 id="slips" className="text-lg font-semibold">Sign-in slips</h2>
        <SlipsForm name="importId" value={one.id} operationId={newOperationId()} />
      </section>
      {undoUntil && mayUndo && (
        <section aria-labelledby="undo" className="grid gap-2 border-t border-line pt-4">
          <h2 id="undo" className="text-lg font-semibold">Wrong file?</h2>
          <p className="max-w-2xl text-muted">Until {undoUntil} everything it wrote can be taken back, unless something has come to depend on it; then you are told what.</p>
          <UndoImport importId={one.id} operationId={newOperationId()} />
        </section>
      )}
    </>
  );
}
