'use client';

import { useActionState } from 'react';
import { Slip } from '@/components/accounts/slip';
import { ChoiceField } from '@/components/shared/choice-field';
import { Field } from '@/components/shared/field';
import { FormMessage } from '@/components/shared/form-message';
import { Button } from '@/components/ui/button';
import { addStaff } from '@/lib/people/staff/actions';

type Props = { address: string; schoolName: string; operationId: string; mayAddOffice: boolean; mayInvite: boolean };

/** One new member of staff; the answer is the slip to hand over. */
export function AddStaffForm({ address, schoolName, operationId, mayAddOffice, mayInvite }: Props) {
  const [state, submit, pending] = useActionState(addStaff, null);
  if (state?.ok) {
    return (
      <div className="grid gap-4">
        {'password' in state.data ? (
          <Slip slip={state.data} address={address} schoolName={schoolName} />
        ) : (
          <p role="status" className="rounded-card border border-ok bg-surface p-4">
            {state.data.name} is on the staff list as {state.data.username}. A letter is on its way to {state.data.invitedAt}; its link works once and for 7 days.
          </p>
        )}
        <p data-screen-only className="flex flex-wrap gap-4">
          <a className="inline-flex min-h-11 items-center text-accent underline" href="/staff/new">Add another person</a>
          <a className="inline-flex min-h-11 items-center text-accent underline" href="/staff">Staff</a>
        </p>
      </div>
    );
  }
  const failure = state && !state.ok ? state : null;
  const typed = failure?.typed ?? {};
  const text = (name: string) => ({ name, defaultValue: typed[name], error: failure?.fields?.[name] });
  const choice = (name: string) => ({ name, value: typed[name], error: failure?.fields?.[name] });
  return (
    <form action={submit} className="grid max-w-md gap-4" noValidate>
      <input type="hidden" name="operationId" value={operationId} />
      <FormMessage state={state} />
      <Field {...text('title')} label="Title" hint="Mr, Mrs, Miss, Dr …" maxLength={20} />
      <Field {...text('surname')} label="Surname" maxLength={80} autoComplete="off" />
      <Field {...text('firstName')} label="First name" maxLength={80} autoComplete="off" />
      <ChoiceField {...choice('gender')} label="Gender"><option value="female">Female</option><option value="male">Male</option></ChoiceField>
      <ChoiceField {...choice('role')} label="Works as"><option value="teacher">Teacher</option>{mayAddOffice && <option value="admin">School office</option>}</ChoiceField>
      <Field {...text('phone')} label="Phone (may be left empty)" type="tel" inputMode="tel" hint="0803 123 4567. Signing in works with it too." />
      <Field {...text('email')} label="E-mail (may be left empty)" type="email" inputMode="email" />
      {mayInvite && (
        <label className="flex min-h-11 items-center gap-3">
          <input type="checkbox" name="invite" className="size-6 shrink-0" defaultChecked={typed.invite === 'on'} key={typed.invite} />
          Invite by e-mail, without a slip
        </label>
      )}
      {failure?.fields?.isAnother && (
        <label className="flex items-start gap-3 rounded-control border border-warn p-3">
          <input type="checkbox" name="isAnother" className="size-6 shrink-0" />
          {failure.fields.isAnother}
        </label>
      )}
      <Button look="primary" type="submit" disabled={pending} className="justify-self-start">{pending ? 'Saving…' : 'Add to the staff'}</Button>
    </form>
  );
}
