'use client';

import { useState } from 'react';
import { inputStyle } from '@/components/shared/field';
import type { RegisterLine } from '@/lib/attendance/queries';
import type { Mark } from '@/lib/attendance/rules';
import { StatusPill } from './status';

type Props = { line: RegisterLine; mark: Mark; disabled: boolean; onTap: () => void; onChange: (to: Partial<Mark>) => void };

/** One student: a tap anywhere on the row changes the mark; "more" excuses with a reason. */
export function RegisterRow({ line, mark, disabled, onTap, onChange }: Props) {
  const [studentId, surname, firstName, admissionNumber] = line;
  const [open, setOpen] = useState(false);
  const asksMore = open || mark.status === 'late' || mark.status === 'excused';
  return (
    <li className="border-b border-line last:border-0 print:break-inside-avoid">
      <div className="flex items-stretch">
        <button
          type="button" disabled={disabled} onClick={onTap} aria-pressed={mark.status !== 'present'} data-student={studentId}
          className="flex min-h-14 min-w-0 flex-1 items-center gap-3 px-1 py-1.5 text-left hover:bg-surface-2 disabled:hover:bg-transparent"
        >
          <span aria-hidden="true" className="hidden size-10 shrink-0 place-content-center rounded-full bg-surface-2 text-sm min-[340px]:grid print:hidden">
            {surname.slice(0, 1)}{firstName.slice(0, 1)}
          </span>
          <span className="min-w-0 flex-1">
            <span className="block leading-tight"><span className="font-semibold">{surname}</span> {firstName}</span>
            <span className="block text-sm text-muted">{admissionNumber}</span>
          </span>
          <StatusPill status={mark.status} solid />
        </button>
        {!disabled && <PlainChoice studentId={studentId} status={mark.status} name={`${surname} ${firstName}`} />}
        {!disabled && (
          <button
            type="button" data-screen-only aria-expanded={asksMore} aria-label={`More for ${surname} ${firstName}`} onClick={() => setOpen(!open)}
            className="grid w-9 place-content-center text-xl text-muted hover:bg-surface-2"
          >
            ⋯
          </button>
        )}
      </div>
      {!disabled && asksMore && (
        <div data-screen-only className="grid gap-2 pb-3 pl-1 sm:pl-14">
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

/** Without JavaScript a row is a plain choice. */
function PlainChoice({ studentId, status, name }: { studentId: string; status: Mark['status']; name: string }) {
  return (
    <noscript>
      <select name={`mark.${studentId}`} defaultValue={status} aria-label={`Mark of ${name}`} className={inputStyle}>
        <option value="present">Present</option>
        <option value="absent">Absent</option>
        <option value="late">Late</option>
      </select>
    </noscript>
  );
}
