'use client';

import { useActionState, useState } from 'react';
import { AskBox } from '@/components/shared/ask-box';
import { ChoiceField } from '@/components/shared/choice-field';
import { Field } from '@/components/shared/field';
import { FormMessage } from '@/components/shared/form-message';
import { Button } from '@/components/ui/button';
import { moveStudent, readmitStudent } from '@/lib/people/students/actions';
import type { ClassChoice } from '@/lib/people/students/newcomers/queries';
import { ClassField } from './class-field';

type Props = { act: 'move' | 'readmit'; studentId: string; classes: ClassChoice[]; departments: string[]; from: string };

/** To which class, and from which day: a move within the session, or the return of one who had left. */
export function PlaceForm({ act, studentId, classes, departments, from }: Props) {
  const [state, submit, pending] = useActionState(act === 'move' ? moveStudent : readmitStudent, null);
  const [chosen, setChosen] = useState('');
  const failure = state && !state.ok ? state : null;
  const typed: Record<string, string> = failure?.typed ?? {};
  const errors = failure?.fields ?? {};
  const isJunior = chosen !== '' && !classes.some((one) => one.id === chosen && one.isSenior);
  return (
    <form action={submit} className="grid max-w-md gap-3" noValidate>
      <input type="hidden" name="studentId" value={studentId} />
      <FormMessage state={state} />
      <ClassField name="class_id" label="To class" classes={classes} value={typed.class_id} error={errors.class_id} onChoose={setChosen} />
      <AskBox name="is_over" text={errors.is_over} value={(failure?.data as { is_over?: string } | undefined)?.is_over} given={typed.is_over} />
      <ChoiceField name="department" label="Department" value={typed.department} error={errors.department} hint="Only in senior secondary." hidden={isJunior && !errors.department}>
        <option value="">None</option>
        {departments.map((one) => <option key={one} value={one}>{one}</option>)}
      </ChoiceField>
      <Field name="startsOn" label="First day there" hint="Day first: 24/11/2026. At most 14 days ahead; until then everything stays as it is." defaultValue={typed.startsOn ?? from} error={errors.startsOn} autoComplete="off" maxLength={20} />
      <Button look="primary" type="submit" disabled={pending} className="justify-self-start">
        {pending ? 'Saving…' : act === 'move' ? 'Move' : 'Re-admit'}
      </Button>
      {state?.ok && <p role="status">{state.data.from ? 'Planned.' : `Done: now in ${state.data.className}.`}</p>}
    </form>
  );
}
