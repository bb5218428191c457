'use client';

import { useActionState } from 'react';
import { Slip } from '@/components/accounts/slip';
import { AskBox } from '@/components/shared/ask-box';
import { Field } from '@/components/shared/field';
import { FormMessage } from '@/components/shared/form-message';
import { Button } from '@/components/ui/button';
import { addGuardian } from '@/lib/people/guardians/actions';
import { RelationshipField } from './link-fields';

type Props = { address: string; schoolName: string; operationId: string; studentId?: string };

const link = 'inline-flex min-h-11 items-center text-accent underline';

/** One new guardian, for a child where the office came from one; a person the school has is asked about by name. */
export function AddGuardianForm({ address, schoolName, operationId, studentId }: Props) {
  const [state, submit, pending] = useActionState(addGuardian, null);
  if (state?.ok) {
    const { data } = state;
    return (
      <div className="grid gap-4">
        <p data-screen-only role="status" className="text-lg font-semibold">
          {data.name} is on the list of guardians{data.isLinked && '. The link shows nothing before somebody has verified it'}.
        </p>
        {data.slip && <Slip slip={data.slip} address={address} schoolName={schoolName} />}
        <div data-screen-only className="flex flex-wrap gap-4">
          <a className={link} href={`/guardians/${data.guardianId}`}>{data.isLinked ? 'Look at the link and verify it' : 'Open the guardian'}</a>
          {studentId && <a className={link} href={`/students/${studentId}`}>Back to the student</a>}
        </div>
      </div>
    );
  }
  const failure = state && !state.ok ? state : null;
  const typed: Record<string, string> = failure?.typed ?? {};
  const text = (name: string) => ({ name, defaultValue: typed[name], error: failure?.fields?.[name], autoComplete: 'off' });
  return (
    <form action={submit} className="grid max-w-md gap-4" noValidate>
      <input type="hidden" name="operationId" value={operationId} />
      {studentId && <input type="hidden" name="studentId" value={studentId} />}
      <FormMessage state={state} />
      {studentId && <RelationshipField id="guardian" value={typed.relationship} error={failure?.fields?.relationship} />}
      <Field {...text('surname')} label="Surname" maxLength={80} />
      <Field {...text('first_name')} label="First name" maxLength={80} />
      <Field {...text('phone')} label="Phone" type="tel" inputMode="tel" hint="0803 123 4567. Signing in works with it too." />
      <Field {...text('email')} label="E-mail (may be left empty)" type="email" inputMode="email" />
      <Field {...text('occupation')} label="Occupation (may be left empty)" maxLength={100} />
      <AskBox name="is" text={failure?.fields?.is} value={(failure?.data as { is?: string } | undefined)?.is} given={typed.is} />
      <Button look="primary" type="submit" disabled={pending} className="justify-self-start">{pending ? 'Saving…' : 'Add the guardian'}</Button>
    </form>
  );
}
