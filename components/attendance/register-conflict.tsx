'use client';

import { Button } from '@/components/ui/button';
import type { ActionFailure } from '@/lib/platform/errors';
import { statusWord } from './status';
import type { ConflictData } from './use-register';

type Props = { failure: ActionFailure; onKeep: (theirs: ConflictData) => void; onReplace: (theirs: ConflictData) => void };

/** Two people marked the same register: both versions are shown, and this one decides. */
export function RegisterConflict({ failure, onKeep, onReplace }: Props) {
  // The action's own CONFLICT answers carry exactly this; see lib/attendance/commands.ts.
  const theirs = failure.data as ConflictData;
  const names = new Map(theirs.lines.map(([id, surname, firstName]) => [id, `${surname} ${firstName}`]));
  return (
    <section role="alertdialog" aria-labelledby="conflict-title" className="my-4 grid gap-3 rounded-card border border-warn bg-surface p-4">
      <h2 id="conflict-title" className="text-lg font-semibold">{failure.message}</h2>
      {theirs.differences && theirs.differences.length > 0 ? (
        <ul className="grid gap-1">
          {theirs.differences.map((one) => (
            <li key={one.studentId}>
              <span className="font-semibold">{names.get(one.studentId)}</span>: {statusWord(one.theirs)} there, {statusWord(one.mine)} here
            </li>
          ))}
        </ul>
      ) : (
        <p>{theirs.differences ? 'Both of you marked the same.' : 'Look at the new list before you save again.'}</p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => onKeep(theirs)}>Keep theirs</Button>
        <Button look="danger" onClick={() => onReplace(theirs)}>Replace with mine</Button>
      </div>
    </section>
  );
}
