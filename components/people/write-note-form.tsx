'use client';

import { useActionState } from 'react';
import { ChoiceField } from '@/components/shared/choice-field';
import { FormMessage } from '@/components/shared/form-message';
import { TextField } from '@/components/shared/text-field';
import { Button } from '@/components/ui/button';
import { writeNote } from '@/lib/people/students/actions';

/** One more custody or safeguarding note. */
export function WriteNoteForm({ studentId, operationId }: { studentId: string; operationId: string }) {
  const [state, submit, pending] = useActionState(writeNote, null);
  const failure = state && !state.ok ? state : null;
  return (
    <form action={submit} className="grid max-w-xl gap-3" noValidate>
      <input type="hidden" name="studentId" value={studentId} />
      <input type="hidden" name="operationId" value={operationId} />
      <FormMessage state={state} />
      <ChoiceField name="kind" label="About" value={failure?.typed?.kind} error={failure?.fields?.kind}>
        <option value="custody">Custody</option><option value="safeguarding">Safeguarding</option>
      </ChoiceField>
      <TextField name="body" label="Note" defaultValue={failure?.typed?.body} error={failure?.fields?.body} maxLength={2_000} rows={5} />
      <Button type="submit" disabled={pending} className="justify-self-start">{pending ? 'Saving…' : 'Write the note'}</Button>
      {state?.ok && <p role="status">Written.</p>}
    </form>
  );
}
