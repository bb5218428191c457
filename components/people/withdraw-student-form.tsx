'use client';

import { useActionState } from 'react';
import { Field } from '@/components/shared/field';
import { FormMessage } from '@/components/shared/form-message';
import { Button } from '@/components/ui/button';
import { withdrawStudent } from '@/lib/people/students/actions';

/** A student leaves the school; what comes with it is said before. */
export function WithdrawStudentForm({ studentId, today }: { studentId: string; today: string }) {
  const [state, submit, pending] = useActionState(withdrawStudent, null);
  const failure = state && !state.ok ? state : null;
  return (
    <form action={submit} className="grid max-w-md gap-3" noValidate>
      <input type="hidden" name="studentId" value={studentId} />
      <FormMessage state={state} />
      <p>The class ends on the last day, and the student’s sign-in at once. The number, the records and the family’s accounts stay; re-admitting brings the student back.</p>
      <Field name="lastDay" label="Last day at the school" hint="Day first: 24/11/2026." defaultValue={failure?.typed?.lastDay ?? today} error={failure?.fields?.lastDay} autoComplete="off" maxLength={20} />
      <Field name="reason" label="Reason" defaultValue={failure?.typed?.reason} error={failure?.fields?.reason} autoComplete="off" maxLength={200} />
      <Button look="danger" type="submit" disabled={pending} className="justify-self-start">{pending ? 'Saving…' : 'Withdraw from the school'}</Button>
    </form>
  );
}
