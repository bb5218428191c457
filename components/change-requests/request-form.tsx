'use client';

import { useActionState } from 'react';
import { ChoiceField } from '@/components/shared/choice-field';
import { Field } from '@/components/shared/field';
import { FormMessage } from '@/components/shared/form-message';
import { Button } from '@/components/ui/button';
import { requestChanges } from '@/lib/people/change-requests/actions';
import { fieldWords } from '@/lib/people/change-requests/rules';
import type { ChangeableField } from '@/lib/people/change-requests/schema';
import { bloodGroups, genotypes } from '@/lib/people/choices/rules';

type Props = { about: string; fields: readonly ChangeableField[]; values: Partial<Record<string, string>>; waiting: string[] };

const choices: Partial<Record<ChangeableField, readonly string[]>> = { blood_group: bloodGroups, genotype: genotypes };

/** The record as it stands, to be written differently; what differs goes to the office. */
export function RequestForm({ about, fields, values, waiting }: Props) {
  const [state, submit, pending] = useActionState(requestChanges, null);
  if (state?.ok) {
    return (
      <div role="status" className="grid gap-3">
        <p className="text-lg font-semibold">The school has your request{state.data.count > 1 ? 's' : ''}.</p>
        <p>You get a notice when it has been decided.</p>
        <a className="inline-flex min-h-11 items-center text-accent underline" href="/change-requests">Your requests</a>
      </div>
    );
  }
  const failure = state && !state.ok ? state : null;
  return (
    <form action={submit} className="grid max-w-md gap-4" noValidate>
      <input type="hidden" name="about" value={about} />
      <FormMessage state={state} />
      {fields.map((name) => {
        const common = { name, label: fieldWords[name], error: failure?.fields?.[name] };
        const value = failure?.typed?.[name] ?? values[name];
        if (waiting.includes(name)) return <p key={name}><span className="font-semibold">{fieldWords[name]}</span><br /><span className="text-muted">The school has been asked to change this already.</span></p>;
        const options = choices[name];
        return options ? (
          <ChoiceField key={name} {...common} value={value}>
            <option value="">Not known</option>
            {options.map((one) => <option key={one} value={one}>{one}</option>)}
          </ChoiceField>
        ) : <Field key={name} {...common} defaultValue={value} maxLength={1_000} autoComplete="off" />;
      })}
      <Button look="primary" type="submit" disabled={pending} className="justify-self-start">{pending ? 'Sending…' : 'Send to the school'}</Button>
    </form>
  );
}
