'use client';

import type { ReactNode } from 'react';
import { ChoiceField } from '@/components/shared/choice-field';
import { Field } from '@/components/shared/field';
import { FormMessage } from '@/components/shared/form-message';
import { TextField } from '@/components/shared/text-field';
import { Button } from '@/components/ui/button';
import type { EditConflict, Edited, Values } from '@/lib/people/edits/schema';
import type { ActionResult } from '@/lib/platform/errors';
import { UndoEdit } from './undo-edit';

export type EditField = {
  name: string; label: string; hint?: string; maxLength?: number;
  /** Several lines to write in. */
  rows?: number;
  inputMode?: 'numeric' | 'tel' | 'email';
  /** Makes it a select. */
  options?: readonly (readonly [value: string, label: string])[];
};

type Props = {
  state: ActionResult<Edited> | null;
  submit: (form: FormData) => void;
  pending: boolean;
  /** Which record, and a new operation id. */
  hidden: Record<string, string>;
  fields: EditField[];
  /** The record as it was when the page was opened. */
  values: Values;
  children?: ReactNode;
};

/** Changes a record. What somebody else changed meanwhile is shown at the field; what was saved can be undone. */
export function EditForm({ state, submit, pending, hidden, fields, values, children }: Props) {
  const failure = state && !state.ok ? state : null;
  const conflict = failure?.code === 'CONFLICT' ? (failure.data as EditConflict | undefined) : undefined;
  const saved = state?.ok ? state.data : null;
  const shown: Values = conflict?.values ?? failure?.typed ?? saved?.after ?? values;
  // What is compared next time: what stands now, as far as this page knows.
  const seen = conflict?.seen ?? saved?.after ?? (failure?.typed?.seen ? (JSON.parse(failure.typed.seen) as Values) : values);
  return (
    <div className="grid max-w-xl gap-4">
      {saved && <UndoEdit submit={submit} pending={pending} hidden={hidden} edited={saved} />}
      <form action={submit} className="grid gap-4" noValidate>
        {Object.entries(hidden).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
        <input type="hidden" name="seen" value={JSON.stringify(seen)} />
        <FormMessage state={state} />
        {fields.map(({ name, options, rows, ...field }) => options ? (
          <ChoiceField key={name} name={name} label={field.label} hint={field.hint} value={shown[name]} error={failure?.fields?.[name]}>
            {options.map(([value, label]) => <option key={value} value={value}>{label}</option>)}
          </ChoiceField>
        ) : rows ? (
          <TextField key={`${name} ${shown[name] ?? ''}`} name={name} label={field.label} hint={field.hint} maxLength={field.maxLength} rows={rows} defaultValue={shown[name]} error={failure?.fields?.[name]} />
        ) : (
          <Field key={`${name} ${shown[name] ?? ''}`} name={name} {...field} defaultValue={shown[name]} error={failure?.fields?.[name]} autoComplete="off" />
        ))}
        {children}
        <Button look="primary" type="submit" disabled={pending} className="justify-self-start">{pending ? 'Saving…' : 'Save'}</Button>
      </form>
    </div>
  );
}
