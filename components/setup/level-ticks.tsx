'use client';

import { useActionState } from 'react';
import { Field, FieldError, inputStyle } from '@/components/shared/field';
import { FormMessage } from '@/components/shared/form-message';
import { Button } from '@/components/ui/button';
import { createStructure } from '@/lib/setup/actions';

/** Each level with its arms; all are ticked, because most schools have most of them. */
export function LevelTicks({ levels, operationId }: { levels: string[]; operationId: string }) {
  const [state, submit, pending] = useActionState(createStructure, null);
  const failure = state && !state.ok ? state : null;
  const typed = failure?.typed;
  const isOn = (name: string) => (typed ? name in typed : true);
  return (
    <form action={submit} className="grid gap-4" noValidate>
      <input type="hidden" name="operationId" value={operationId} />
      <FormMessage state={state} />
      {failure?.fields?.['level-0'] && <FieldError id="levels-error" text={failure.fields['level-0']} />}
      <ul>
        {levels.map((level, place) => {
          const [tick, arms] = [`level-${place}`, `arms-${place}`];
          const error = failure?.fields?.[arms];
          return (
            <li key={level} className="grid grid-cols-[1fr_8rem] items-center gap-x-3 border-b border-line py-1">
              <label className="flex min-h-11 items-center gap-3">
                <input key={String(isOn(tick))} type="checkbox" name={tick} defaultChecked={isOn(tick)} className="size-6 shrink-0" />
                {level}
              </label>
              <input name={arms} defaultValue={typed?.[arms] ?? 'A'} aria-label={`Arms of ${level}`} aria-invalid={error ? true : undefined} maxLength={200} className={inputStyle} />
              {error && <div className="col-span-2"><FieldError id={`${arms}-error`} text={error} /></div>}
            </li>
          );
        })}
      </ul>
      <Field name="capacity" label="Places in each class" type="number" min={1} max={200} defaultValue={typed?.capacity ?? '30'} error={failure?.fields?.capacity} />
      <label className="flex min-h-11 items-center gap-3">
        <input key={String(isOn('withSubjects'))} type="checkbox" name="withSubjects" defaultChecked={isOn('withSubjects')} className="size-6 shrink-0" />
        Add the usual subjects of these levels
      </label>
      <Button look="primary" type="submit" disabled={pending} className="justify-self-start">{pending ? 'Saving…' : 'Save and go on'}</Button>
    </form>
  );
}
