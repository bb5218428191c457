'use client';

import { useActionState } from 'react';
import type { Values } from '@/lib/people/edits/schema';
import { editGuardian } from '@/lib/people/guardians/actions';
import { EditForm, type EditField } from './edit-form';

const fields: EditField[] = [
  { name: 'surname', label: 'Surname', maxLength: 80 },
  { name: 'first_name', label: 'First name', maxLength: 80 },
  { name: 'phone', label: 'Phone', inputMode: 'tel', hint: 'Signing in works with it too.', maxLength: 40 },
  { name: 'email', label: 'E-mail', inputMode: 'email', maxLength: 200 },
  { name: 'occupation', label: 'Occupation', maxLength: 100 },
];

/** The contact details of a guardian as the office corrects them. */
export function EditGuardianForm({ guardianId, values }: { guardianId: string; values: Values }) {
  const [state, submit, pending] = useActionState(editGuardian, null);
  return <EditForm {...{ state, submit, pending, fields, values }} hidden={{ guardianId }} />;
}
