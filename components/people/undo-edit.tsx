'use client';

import { Button } from '@/components/ui/button';
import type { Edited } from '@/lib/people/edits/schema';

type Props = { submit: (form: FormData) => void; pending: boolean; hidden: Record<string, string>; edited: Edited };

/** "Saved", and the way back: the same act with what stood before. */
export function UndoEdit({ submit, pending, hidden, edited }: Props) {
  return (
    <form action={submit} role="status" className="flex flex-wrap items-center justify-between gap-3 rounded-control border border-ok p-3">
      <span>Saved.</span>
      {Object.entries(hidden).map(([name, value]) => name !== 'operationId' && <input key={name} type="hidden" name={name} value={value} />)}
      {Object.entries(edited.before).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      <input type="hidden" name="seen" value={JSON.stringify(edited.after)} />
      <Button type="submit" disabled={pending}>Undo</Button>
    </form>
  );
}
