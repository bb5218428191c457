'use client';

import { useActionState } from 'react';
import { Field, inputStyle } from '@/components/shared/field';
import { FormMessage } from '@/components/shared/form-message';
import { Button } from '@/components/ui/button';
import { requestChanges } from '@/lib/people/change-requests/actions';
import type { RequestField } from '@/lib/people/change-requests/rules';

type Props = { about: string; fields: RequestField[]; values: Partial<Record<string, string>>; waiting: string[] };

/** The record as it stands, to be written differently; what differs goes to the office. */
export function RequestForm({ about, fields, values, waiting }: Props) {
  const [state, submit, pending] = useActionState(requestChanges, null);
  if (state?.ok) {
    return (
      <div role="status" className="grid gap-3">
        <p>The school has your request. You get a notice when it has been decided.</p>
        <a className="text-accent underline" href="/change-requests">Your requests</a>
      </div>
    );
  }
  const failure = state && !state.ok ? state : null;
  return (
    <form action={submit} className="grid gap-4" noValidate>
      <input type="hidden" name="about" value={about} />
      <FormMessage state={state} />
      {fields.map(({ name, label, options }) => {
        const common = { name, label, error: failure?.fields?.[name] };
        const value = failure?.typed?.[name] ?? values[name];
        if (waiting.includes(name)) return <p key={name}><b>{label}</b>: asked for already</p>;
        return options ? (
          // Written out: this page goes to phones, where each kilobyte counts.
          <label key={`${name} ${value}`} className="grid gap-1 font-semibold">
            {label}
            <select name={name} defaultValue={value} className={inputStyle}>{['', ...options].map((one) => <option key={one} value={one}>{one || 'Not known'}</option>)}</select>
          </label>
        ) : <Field key={name} {...common} defaultValue={value} maxLength={1_000} autoComplete="off" />;
      })}
      <Button look="primary" type="submit" disabled={pending} className="justify-self-start">Send to the school</Button>
    </form>
  );
}
