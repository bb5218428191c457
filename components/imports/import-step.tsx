import { CircleAlert } from 'lucide';
import { Icon } from '@/components/ui/icon';
import { buttonStyle } from '@/components/ui/button';
import { newOperationId } from '@/components/shared/operation-id';
import type { Import } from '@/lib/people/imports/office/queries';
import { columnsOf, isWithWorker } from '@/lib/people/imports/office/schema';
import { shortened } from '@/lib/people/imports/rules';
import { CheckedImport } from './checked-import';
import { CommittedImport } from './committed-import';
import { CancelImport } from './import-acts';
import { ImportProgress } from './import-progress';
import { MappingForm } from './mapping-form';
import { UndoneImport } from './undone-import';
import { stateWords } from './words';

type Props = { one: Import; mayCommit: boolean; undoUntil: string | null; /** When it was taken back, in words. */ undoneAt: string | null; /** Why the work waits, and until when. */ putOff: string | null };

/** The screen that an import has come to. */
export function ImportStep({ one, mayCommit, undoUntil, undoneAt, putOff }: Props) {
  return (
    <div className="grid gap-6">
      {one.problem && (
        <p role="alert" className="flex max-w-2xl items-start gap-2 rounded-control border border-bad p-3 text-bad"><Icon of={CircleAlert} className="mt-0.5 shrink-0" />{one.problem}</p>
      )}
      {isWithWorker(one.state) && <ImportProgress step={one.step} share={one.share} fallback={stateWords[one.state]} putOff={putOff} />}
      {one.state === 'read' && (
        <>
          <p className="max-w-2xl">Say which column of your file is what. What fits is chosen already; the next file of this shape will not need it again.</p>
          <MappingForm importId={one.id} header={one.header.map((title) => shortened(title, 80))} samples={one.samples} mapping={one.mapping} {...columnNames(one)} />
        </>
      )}
      {one.state === 'checked' && <CheckedImport one={one} mayCommit={mayCommit} />}
      {one.state === 'committed' && <CommittedImport one={one} mayUndo={mayCommit} undoUntil={undoUntil} />}
      {one.undone && <UndoneImport undone={one.undone} at={undoneAt} />}
      {['failed', 'undone', 'cancelled'].includes(one.state) && <a href="/people/import" className={buttonStyle('primary', 'justify-self-start')}>Upload another file</a>}
      {['read', 'checked'].includes(one.state) && <CancelImport importId={one.id} operationId={newOperationId()} />}
    </div>
  );
}

const columnNames = ({ kind }: Import) => ({ required: [...columnsOf[kind].required], optional: [...columnsOf[kind].optional] });
