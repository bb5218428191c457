'use client';

import { useActionState } from 'react';
import { FormMessage } from '@/components/shared/form-message';
import { Button } from '@/components/ui/button';
import { changeOfferings } from '@/lib/classes/actions';

export type OfferingRow = { name: string; label: string; how: 'no' | 'compulsory' | 'elective'; isPart: boolean };

const choices = [['no', 'No'], ['compulsory', 'Compulsory'], ['elective', 'Elective']] as const;

/** One row a level, three choices in each: it reads as a grid on a desk and as lines on a phone. */
export function OfferingGrid({ subjectId, rows, operationId }: { subjectId: string; rows: OfferingRow[]; operationId: string }) {
  const [state, submit, pending] = useActionState(changeOfferings, null);
  const typed = state && !state.ok ? state.typed : undefined;
  return (
    <form action={submit} className="grid gap-3">
      <input type="hidden" name="operationId" value={operationId} />
      <input type="hidden" name="subjectId" value={subjectId} />
      <FormMessage state={state} />
      <p className="text-muted">At which levels is it offered?</p>
      <div>
        {rows.map((row) => (
          <fieldset key={row.name} className={`flex flex-wrap items-center gap-x-3 border-b sm:gap-x-6 border-line py-1 last:border-0 ${row.isPart ? 'sm:pl-6' : ''}`}>
            <legend className="float-left w-full font-semibold sm:w-52">{row.label}</legend>
            {choices.map(([value, label]) => (
              <label key={`${value}${typed?.[row.name] ?? row.how}`} className="inline-flex min-h-11 items-center gap-1.5 text-sm sm:text-base">
                <input type="radio" name={row.name} value={value} defaultChecked={(typed?.[row.name] ?? row.how) === value} className="size-6" />
                {label}
              </label>
            ))}
          </fieldset>
        ))}
      </div>
      <Button look="primary" type="submit" disabled={pending} className="justify-self-start">{pending ? 'Saving…' : 'Save levels'}</Button>
      {state?.ok && <p role="status">Saved.</p>}
    </form>
  );
}
