'use client';

import { useActionState } from 'react';
import type { Values } from '@/lib/people/edits/schema';
import { editStaff } from '@/lib/people/staff/actions';
import { EditForm, type EditField } from './edit-form';

const fields: EditField[] = [
  { name: 'title', label: 'Title', hint: 'Mr, Mrs, Miss, Dr …', maxLength: 20 },
  { name: 'surname', label: 'Surname', maxLength: 80 },
  { name: 'first_name', label: 'First name', maxLength: 80 },
  { name: 'gender', label: 'Gender', options: [['female', 'Female'], ['male', 'Male']] },
  { name: 'phone', label: 'Phone (may be left empty)', inputMode: 'tel', hint: 'Signing in works with it too.', maxLength: 40 },
  { name: 'email', label: 'E-mail (may be left empty)', inputMode: 'email', maxLength: 200 },
  { name: 'left_on', label: 'Last day at the school', hint: 'Empty while the person works here. Written when the day has come: it ends classes and sign-ins at once.', maxLength: 20 },
];

/** The record of a member of staff as the office corrects it. */
export function EditStaffForm({ userId, values }: { userId: string; values: Values }) {
  const [state, submit, pending] = useActionState(editStaff, null);
  return <EditForm {...{ state, submit, pending, fields, values }} hidden={{ userId }} />;
}
