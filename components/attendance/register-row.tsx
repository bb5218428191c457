'use client';

import { useState } from 'react';
import { inputStyle } from '@/components/shared/field';
import type { RegisterLine } from '@/lib/attendance/queries';
import type { Mark } from '@/lib/attendance/marks/rules';
import type { Shown } from './marking';
import { MarkBox } from './status';

type Props = { line: RegisterLine; mark: Shown; disabled: boolean; onTap: () => void; onChange: (to: Partial<Mark>) => void };

/**
 * One student: a tap anywhere on the row changes the mark; "more" excuses with a reason. A class page draws forty of
 * these, so a row has few elements and its looks stand in globals.css.
 */
export function RegisterRow({ line, mark, disabled, onTap, onChange }: Props) {
  const [studentId, surname, firstName, admissionNumber] = line;
  const [open, setOpen] = useState(false);
  const asksMore = open || mark.status === 'late' || mark.status === 'excused';
  return (
    <li className="register-row">
      <button type="button" disabled={disabled} onClick={onTap} aria-pressed={mark.status !== null && mark.status !== 'present'} data-student={studentId}>
        <i aria-hidden="true">{surname.slice(0, 1)}{firstName.slice(0, 1)}</i>
        <span><b>{surname}</b> {firstName}<small>{mark.status ? admissionNumber : `joined later${disabled ? '' : ': tap to mark'}`}</small></span>
        <MarkBox status={mark.status} />
      </button>
      {!disabled && (
        <button type="button" data-screen-only aria-expanded={asksMore} aria-label={`More for ${surname} ${firstName}`} onClick={() => setOpen(!open)}>⋯</button>
      )}
      {!disabled && asksMore && (
        <div data-screen-only className="grid w-full gap-2 pb-3 pl-1 sm:pl-14">
          {mark.status === 'late' && (
            <label className="flex items-center gap-2 text-sm">
              Minutes late
              <input
                type="number" inputMode="numeric" min={1} max={600} value={mark.minutesLate ?? ''} className={`${inputStyle} max-w-24`}
                onChange={(event) => onChange({ minutesLate: event.target.value === '' ? null : Number(event.target.value) })}
              />
            </label>
          )}
          {mark.status !== 'excused' && open && (
            <button type="button" className="min-h-11 justify-self-start text-accent underline" onClick={() => onChange({ status: 'excused', minutesLate: null })}>
              Excuse {firstName}
            </button>
          )}
          {mark.status === 'excused' && (
            <label className="grid gap-1 text-sm">
              Why is {firstName} excused?
              <input value={mark.reason ?? ''} maxLength={200} placeholder="e.g. hospital appointment" className={inputStyle} onChange={(event) => onChange({ reason: event.target.value })} />
            </label>
          )}
        </div>
      )}
    </li>
  );
}
