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
  const refused = state && !state.ok ? state : undefined;
  const fields = refused?.fields;
  // After somebody else's save their marks are shown: to save again would replace them unseen.
  const typed = fields && refused?.typed;
  return (
    <form action={send} className="grid gap-3">
      {Object.entries({ classId, day, version, operationId }).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      <p role="status">{taken ? `Taken ${taken.at} by ${taken.isMine ? 'you' : taken.by}` : 'Not taken yet'}</p>
      <FormMessage state={state} />
      <ul>
        {lines.map((line) => <PlainRow key={line[0]} line={line} typed={typed} isTaken={taken !== null} refusal={fields?.[`mark.${line[0]}`]} />)}
      </ul>
      {needsReason && <Field name="reason" label="Why is an earlier day corrected?" error={fields?.reason} maxLength={200} />}
      <Button look="primary" type="submit" className="justify-self-start">Save register</Button>
    </form>
  );
}

type RowProps = { line: RegisterLine; typed?: Record<string, string>; isTaken: boolean; refusal?: string };

/** One student: what was chosen before a refusal, else what the school has, else Present; whoever joined later must be chosen for. */
function PlainRow({ line: [studentId, surname, firstName, , status, minutesLate, reason], typed, isTaken, refusal }: RowProps) {
  const chosen = typed?.[`mark.${studentId}`] ?? status ?? (isTaken || refusal ? '' : 'present');
  return (
    <li className="border-b border-line py-2">
      <label className="flex flex-wrap items-center justify-between gap-2">
        <span><b>{surname}</b> {firstName}{reason && ` (${reason})`}</span>
        <select key={chosen} name={`mark.${studentId}`} defaultValue={chosen} required aria-invalid={refusal ? true : undefined} aria-label={`Mark of ${surname} ${firstName}`} className={`${inputStyle} max-w-40`}>
          {chosen === '' && <option value="">Not called</option>}
          {/* An excuse is kept; to give a new one, the reason has to be written. */}
          {[...choices, ...(status === 'excused' ? (['excused'] as const) : [])].map((one) => <option key={one} value={one}>{statusWord(one)}</option>)}
        </select>
      </label>
      {refusal && <p className="text-sm text-bad">{refusal}</p>}
      {status === 'excused' && <input type="hidden" name={`reason.${studentId}`} value={reason ?? ''} />}
      {status === 'late' && minutesLate && <input type="hidden" name={`minutes.${studentId}`} value={minutesLate} />}
    </li>
  );
}
