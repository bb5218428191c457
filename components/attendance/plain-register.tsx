'use client';

import { useActionState } from 'react';
import { FormMessage } from '@/components/shared/form-message';
import { Field, inputStyle } from '@/components/shared/field';
import { Button } from '@/components/ui/button';
import { submitRegister } from '@/lib/attendance/actions';
import type { RegisterLine } from '@/lib/attendance/queries';
import { statusWord } from './status';

type Props = {
  classId: string; day: string; version: number; lines: RegisterLine[]; taken: { at: string; by: string; isMine: boolean } | null;
  needsReason: boolean; operationId: string;
};

const choices = ['present', 'absent', 'late'] as const;

/** The register for a browser that runs no scripts: a choice for each student, and a plain form. */
export function PlainRegister({ classId, day, version, lines, taken, needsReason, operationId }: Props) {
  const [state, send] = useActionState(submitRegister, null);
  const fields = state && !state.ok ? state.fields : undefined;
  return (
    <form action={send} className="grid gap-3">
      {Object.entries({ classId, day, version, operationId }).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      <p role="status">{taken ? `Taken ${taken.at} by ${taken.isMine ? 'you' : taken.by}` : 'Not taken yet'}</p>
      <FormMessage state={state} />
      <ul>
        {lines.map(([studentId, surname, firstName, , status, minutesLate, reason]) => (
          <li key={studentId} className="border-b border-line py-2">
            <label className="flex flex-wrap items-center justify-between gap-2">
              <span><b>{surname}</b> {firstName}{reason && ` (${reason})`}</span>
              <select name={`mark.${studentId}`} defaultValue={status ?? 'present'} aria-label={`Mark of ${surname} ${firstName}`} className={`${inputStyle} max-w-40`}>
                {/* An excuse is kept; to give a new one, the reason has to be written. */}
                {[...choices, ...(status === 'excused' ? (['excused'] as const) : [])].map((one) => <option key={one} value={one}>{statusWord(one)}</option>)}
              </select>
            </label>
            {status === 'excused' && <input type="hidden" name={`reason.${studentId}`} value={reason ?? ''} />}
            {status === 'late' && minutesLate && <input type="hidden" name={`minutes.${studentId}`} value={minutesLate} />}
          </li>
        ))}
      </ul>
      {needsReason && <Field name="reason" label="Why is an earlier day corrected?" error={fields?.reason} maxLength={200} />}
      <Button look="primary" type="submit" className="justify-self-start">Save register</Button>
    </form>
  );
}
