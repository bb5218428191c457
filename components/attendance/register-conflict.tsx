'use client';

import { Button } from '@/components/ui/button';
import { disputed, type Draft, type Register } from './marking';

type Props = { message: string; theirs: Register; draft: Draft | null; onKeep: () => void; onReplace: () => void };

/** Two people marked the same register: where they differ is shown, and this one decides. */
export function RegisterConflict({ message, theirs, draft, onKeep, onReplace }: Props) {
  const both = disputed(theirs, draft);
  return (
    <section role="alertdialog" aria-labelledby="conflict-title" className="my-4 grid gap-3 rounded-card border border-warn bg-surface p-4">
      <h2 id="conflict-title" className="text-lg font-semibold">{message}</h2>
      {both.length > 0 ? (
        <ul className="grid gap-1">
          {both.map((one) => (
            <li key={one.studentId}>
              <span className="font-semibold">{one.name}</span>: {one.theirs} there, {one.mine} here
            </li>
          ))}
        </ul>
      ) : (
        <p>Nothing that you marked is different there.</p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button onClick={onKeep}>Keep theirs</Button>
        <Button look="danger" onClick={onReplace}>Replace with mine</Button>
      </div>
    </section>
  );
}
