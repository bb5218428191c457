'use client';

import { useActionState } from 'react';
import type { Values } from '@/lib/people/edits/schema';
import { editStudent } from '@/lib/people/students/actions';
import { EditForm, type EditField } from './edit-form';

const fields: EditField[] = [
  { name: 'surname', label: 'Surname', maxLength: 80 },
  { name: 'first_name', label: 'First name', maxLength: 80 },
  { name: 'other_names', label: 'Other names', maxLength: 120 },
  { name: 'gender', label: 'Gender', options: [['female', 'Female'], ['male', 'Male']] },
  { name: 'date_of_birth', label: 'Date of birth', hint: 'Day first: 04/08/2015.', maxLength: 20 },
  { name: 'state_of_origin', label: 'State of origin', maxLength: 60 },
  { name: 'lga', label: 'LGA', maxLength: 60 },
  { name: 'address', label: 'Address', maxLength: 300 },
  { name: 'previous_school', label: 'Previous school', maxLength: 200 },
  { name: 'house', label: 'House', maxLength: 40 },
  { name: 'emergency_name', label: 'Emergency contact', hint: 'Called when no guardian answers.', maxLength: 120 },
  { name: 'emergency_phone', label: 'Phone of the emergency contact', inputMode: 'tel', maxLength: 40 },
];

/** The record of a student as the office corrects it. */
export function EditStudentForm({ studentId, values }: { studentId: string; values: Values }) {
  const [state, submit, pending] = useActionState(editStudent, null);
  return <EditForm {...{ state, submit, pending, fields, values }} hidden={{ studentId }} />;
}
