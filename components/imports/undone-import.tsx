import type { Import } from '@/lib/people/imports/office/queries';
import { sayRemoved } from '@/lib/people/imports/undo/rules';

/** What was taken back of an import, when and by whom. */
export function UndoneImport({ undone: { by, removed }, at }: { undone: NonNullable<Import['undone']>; at: string | null }) {
  const lines = sayRemoved(removed);
  return (
    <section aria-labelledby="undone" className="grid gap-2">
      <h2 id="undone" className="text-lg font-semibold">Taken back</h2>
      <p className="max-w-2xl">{by} undid this import{at && ` on ${at}`}. Whatever it had changed is as it was before.{lines.length > 0 && ' Removed again:'}</p>
      {lines.length > 0 && <ul className="list-disc pl-5">{lines.map((line) => <li key={line}>{line}</li>)}</ul>}
    </section>
  );
}
