'use client';

import { useActionState } from 'react';
import { AskBox } from '@/components/shared/ask-box';
import { ChoiceField } from '@/components/shared/choice-field';
import { Field } from '@/components/shared/field';
import { FormMessage } from '@/components/shared/form-message';
import { Button } from '@/components/ui/button';
import { assignDepartment, assignHouse, moveStudents } from '@/lib/people/students/actions';
import type { BulkKind } from '@/lib/people/students/bulk/schema';
import type { ClassChoice } from '@/lib/people/students/newcomers/queries';
import { ClassField } from './class-field';

type Props = {
  kind: BulkKind;
  /** Who is chosen, as the address names them, and how many the page shows. */
  about: Record<string, string>;
  classes: ClassChoice[]; departments: string[]; houses: string[]; from: string; operationId: string;
};

const acts = { class: moveStudents, house: assignHouse, department: assignDepartment };
const labels = { class: 'Move them', house: 'Give the house', department: 'Give the department' };

/** One change for everybody who is chosen: a class, a house or a department. */
export function ManyForm({ kind, about, classes, departments, houses, from, operationId }: Props) {
  const [state, submit, pending] = useActionState(acts[kind], null);
  const failure = state && !state.ok ? state : null;
  const typed: Record<string, string> = failure?.typed ?? {};
  const errors = failure?.fields ?? {};
  const data = failure?.data as { problems?: string[]; more?: string; is_over?: string } | undefined;
  const id = (name: string) => `${kind}-${name}`;
  return (
    <form action={submit} className="grid max-w-md gap-3" noValidate>
      {Object.entries({ ...about, operationId }).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      <FormMessage state={state} />
      {data?.problems && (
        <ul className="list-disc pl-5 text-sm">
          {data.problems.map((one) => <li key={one}>{one}</li>)}
          {data.more && <li>{data.more}</li>}
        </ul>
      )}
      {kind === 'class' && <ClassField name="class_id" label="To class" classes={classes} value={typed.class_id} error={errors.class_id} />}
      {kind === 'class' && <AskBox name="is_over" text={errors.is_over} value={data?.is_over} given={typed.is_over} />}
      {kind === 'house' && (
        <>
          <Field id={id('house')} name="house" label="House" hint="Empty takes them out of their house." defaultValue={typed.house} error={errors.house} list="houses" autoComplete="off" maxLength={40} />
          <datalist id="houses">{houses.map((one) => <option key={one} value={one} />)}</datalist>
        </>
      )}
      {kind !== 'house' && departments.length > 0 && (
        <ChoiceField id={id('department')} name="department" label="Department" value={typed.department} error={errors.department} hint={kind === 'class' ? 'Only in senior secondary.' : undefined}>
          <option value="">{kind === 'class' ? 'Each keeps their own' : 'Choose…'}</option>
          {departments.map((one) => <option key={one} value={one}>{one}</option>)}
        </ChoiceField>
      )}
      {kind === 'class' && <Field id={id('startsOn')} name="startsOn" label="First day there" hint="Day first: 24/11/2026." defaultValue={typed.startsOn ?? from} error={errors.startsOn} autoComplete="off" maxLength={20} />}
      <AskBox name="leaveOut" text={errors.leaveOut} value="on" given={typed.leaveOut} />
      <Button look="primary" type="submit" disabled={pending} className="justify-self-start">{pending ? 'Saving…' : labels[kind]}</Button>
    </form>
  );
}
