import type { ReactNode } from 'react';
import { FieldError, inputStyle } from './field';

type Props = {
  name: string; label: string;
  /** Where several forms of one page have a field of this name. */
  id?: string;
  value?: string; error?: string; hint?: string; hidden?: boolean;
  onChoose?: (value: string) => void; children: ReactNode;
};

/** A native select with its label, help and error. */
export function ChoiceField({ name, id = name, label, value, error, hint, hidden, onChoose, children }: Props) {
  const describedBy = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return (
    <div className={hidden ? 'hidden' : 'grid gap-1'}>
      <label htmlFor={id} className="font-semibold">{label}</label>
      {/* React forgets what was chosen when a form is sent; the key brings it back. */}
      <select
        key={value} id={id} name={name} defaultValue={value} className={inputStyle} onChange={(event) => onChoose?.(event.target.value)}
        aria-invalid={error ? true : undefined} aria-describedby={describedBy || undefined}
      >
        {children}
      </select>
      {hint && <p id={`${id}-hint`} className="text-sm text-muted">{hint}</p>}
      {error && <FieldError id={`${id}-error`} text={error} />}
    </div>
  );
}
