'use client';

import { useActionState } from 'react';
import type { Values } from '@/lib/people/edits/schema';
import { bloodGroups, genotypes } from '@/lib/people/choices/rules';
import { editMedical } from '@/lib/people/students/actions';
import { EditForm, type EditField } from './edit-form';

const choices = (known: readonly string[]) => [['', 'Not known'], ...known.map((one) => [one, one] as const)] as const;

const fields: EditField[] = [
  { name: 'allergies', label: 'Allergies', hint: 'Teachers of the class see that there is one, not which.', maxLength: 300 },
  { name: 'notes', label: 'Notes', hint: 'What to do, which medicine, which doctor.', maxLength: 1_000, rows: 3 },
  { name: 'blood_group', label: 'Blood group', options: choices(bloodGroups) },
  { name: 'genotype', label: 'Genotype', options: choices(genotypes) },
];

/** The medical notes of a student as the office keeps them. */
export function EditMedicalForm({ studentId, values }: { studentId: string; values: Values }) {
  const [state, submit, pending] = useActionState(editMedical, null);
  return <EditForm {...{ state, submit, pending, fields, values }} hidden={{ studentId }} />;
}
