'use client';

import { useActionState, useState } from 'react';
import { AskBox } from '@/components/shared/ask-box';
import { ChoiceField } from '@/components/shared/choice-field';
import { Field } from '@/components/shared/field';
import { FormMessage } from '@/components/shared/form-message';
import { Button } from '@/components/ui/button';
import { addStudent } from '@/lib/people/students/actions';
import type { Doubts } from '@/lib/people/students/newcomers/schema';
import type { ClassChoice } from '@/lib/people/students/newcomers/queries';
import { AddedStudentAnswer } from './added-student-answer';
import { ClassField } from './class-field';
import { GuardianFields } from './guardian-fields';

type Props = { classes: ClassChoice[]; departments: string[]; address: string; schoolName: string; operationId: string; classId?: string };

/** One new child with class and family; the answer is the slips to hand over. */
export function AddStudentForm({ classes, departments, address, schoolName, operationId, classId }: Props) {
  const [state, submit, pending] = useActionState(addStudent, null);
  const [chosen, setChosen] = useState(classId);
  if (state?.ok) return <AddedStudentAnswer added={state.data} address={address} schoolName={schoolName} />;
  const failure = state && !state.ok ? state : null;
  const typed: Record<string, string> = failure?.typed ?? {};
  const errors = failure?.fields ?? {};
  const doubts = (failure?.data ?? {}) as Doubts;
  const text = (name: string) => ({ name, defaultValue: typed[name], error: errors[name], autoComplete: 'off' });
  const ask = (name: keyof Doubts) => ({ name, text: errors[name], value: doubts[name], given: typed[name] });
  const isJunior = chosen !== undefined && chosen !== '' && !classes.some((one) => one.id === chosen && one.isSenior);
  return (
    <form action={submit} className="grid max-w-xl gap-4" noValidate>
      <input type="hidden" name="operationId" value={operationId} />
      <FormMessage state={state} />
      <Field {...text('surname')} label="Surname" maxLength={80} />
      <Field {...text('first_name')} label="First name" maxLength={80} />
      <Field {...text('other_names')} label="Other names (may be left empty)" maxLength={120} />
      <Field {...text('date_of_birth')} label="Date of birth" hint="Day first: 04/08/2015." inputMode="numeric" maxLength={20} />
      <ChoiceField name="gender" label="Gender" value={typed.gender} error={errors.gender}>
        <option value="">Choose…</option><option value="female">Female</option><option value="male">Male</option>
      </ChoiceField>
      <AskBox {...ask('is_another')} />
      <ClassField name="class_id" classes={classes} value={typed.class_id ?? classId} error={errors.class_id} onChoose={setChosen} />
      <AskBox {...ask('is_over')} />
      <ChoiceField name="department" label="Department" value={typed.department} error={errors.department} hint="Only in senior secondary." hidden={isJunior && !errors.department}>
        <option value="">None</option>
        {departments.map((one) => <option key={one} value={one}>{one}</option>)}
      </ChoiceField>
      <Field {...text('admission_number')} label="Admission number (may be left empty)" hint="Leave it empty for the next number of the school; write one that the child brings along." maxLength={30} />
      <Field {...text('state_of_origin')} label="State of origin" maxLength={60} />
      <Field {...text('lga')} label="LGA" maxLength={60} />
      <Field {...text('address')} label="Address" maxLength={300} />
      <Field {...text('previous_school')} label="Previous school" maxLength={200} />
      <GuardianFields place={1} typed={typed} errors={errors} doubt={doubts.guardian1_is} />
      <GuardianFields place={2} typed={typed} errors={errors} doubt={doubts.guardian2_is} />
      <Button look="primary" type="submit" disabled={pending} className="justify-self-start">{pending ? 'Saving…' : 'Add the student'}</Button>
    </form>
  );
}
