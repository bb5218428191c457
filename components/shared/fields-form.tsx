'use client';

import { useActionState, useId } from 'react';
import { Button } from '@/components/ui/button';
import type { ActionResult } from '@/lib/platform/errors';
import { FormInput, type FormField } from './form-input';
import { FormMessage } from './form-message';

/** An action as a form sends to it. */
export type FormAct<T> = (previous: ActionResult<T> | null, form: FormData) => Promise<ActionResult<T>>;

export type FieldGroup = { legend?: string; fields: FormField[] };

type Props<T> = {
  act: FormAct<T>;
  /** What the form is about and nobody types. */
  about?: Record<string, string>;
  groups: FieldGroup[];
  label: string;
  look?: 'primary' | 'quiet' | 'danger';
  /** Said after it went through. */
  done?: string;
  operationId: string;
};

/** A form told as plain data: labelled fields, sentences at the field, nothing typed is lost, no JavaScript needed. */
export function FieldsForm<T>({ act, about = {}, groups, label, look = 'primary', done = 'Saved.', operationId }: Props<T>) {
  const [state, submit, pending] = useActionState(act, null);
  const prefix = useId();
  const failure = state && !state.ok ? state : null;
  const input = (field: FormField) => (
    <FormInput key={field.name} field={field} prefix={prefix} typed={failure?.typed} error={failure?.fields?.[field.name]} />
  );
  return (
    <form action={submit} className="grid max-w-md gap-4" noValidate>
      <input type="hidden" name="operationId" value={operationId} />
      {Object.entries(about).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      <FormMessage state={state} />
      {groups.map(({ legend, fields }) => legend ? (
        <fieldset key={legend} className="grid gap-3">
          <legend className="mb-2 font-semibold">{legend}</legend>
          {fields.map(input)}
        </fieldset>
      ) : fields.map(input))}
      <Button look={look} type="submit" disabled={pending} className="justify-self-start">{pending ? 'Saving…' : label}</Button>
      {state?.ok && <p role="status">{done}</p>}
    </form>
  );
}
