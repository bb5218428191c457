'use client';

import { useActionState } from 'react';
import { FormMessage } from '@/components/shared/form-message';
import { inputStyle } from '@/components/shared/field';
import { Button } from '@/components/ui/button';
import { checkImport } from '@/lib/people/imports/office/actions';
import { sayColumn } from '@/lib/people/imports/mappings/rules';

type Props = { importId: string; header: string[]; samples: string[][]; mapping: (string | null)[]; required: string[]; optional: string[] };

/** Which column of the file is what; the suggestion is already chosen. */
export function MappingForm({ importId, header, samples, mapping, required, optional }: Props) {
  const [state, submit, pending] = useActionState(checkImport, null);
  const typed = state && !state.ok ? state.typed : undefined;
  return (
    <form action={submit} className="grid gap-4">
      <input type="hidden" name="importId" value={importId} />
      <FormMessage state={state} />
      <ul className="grid gap-3">
        {header.map((title, index) => {
          const name = `column-${index}`;
          const chosen = typed ? (typed[name] ?? '') : (mapping[index] ?? '');
          const examples = samples.map((cells) => cells[index]).filter(Boolean).join(' · ');
          return (
            <li key={name} className="grid gap-2 rounded-control border border-line bg-surface p-3 sm:grid-cols-2 sm:items-center">
              <div className="min-w-0">
                <label htmlFor={name} className="font-semibold break-words">{title || `Column ${index + 1}`}</label>
                <p className="truncate text-sm text-muted">{examples || 'empty in the first rows'}</p>
              </div>
              <select key={chosen} id={name} name={name} defaultValue={chosen} className={inputStyle}>
                <option value="">Leave out</option>
                <optgroup label="Must be there">{required.map((one) => <option key={one} value={one}>{sayColumn(one)}</option>)}</optgroup>
                <optgroup label="May be there">{optional.map((one) => <option key={one} value={one}>{sayColumn(one)}</option>)}</optgroup>
              </select>
            </li>
          );
        })}
      </ul>
      <Button look="primary" type="submit" disabled={pending} className="justify-self-start">{pending ? 'One moment …' : 'Check the file'}</Button>
    </form>
  );
}
