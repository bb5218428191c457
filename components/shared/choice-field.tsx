import type { ReactNode } from 'react';
import { FieldError, inputStyle } from './field';

type Props = {
  name: string; label: string; value?: string; error?: string; hint?: string; hidden?: boolean;
  onChoose?: (value: string) => void; children: ReactNode;
};

/** A native select with its label, help and error. */
export function ChoiceField({ name, label, value, error, hint, hidden, onChoose, children }: Props) {
  const describedBy = [error && `${name}-error`, hint && `${name}-hint`].filter(Boolean).join(' ');
  return (
    <div className={hidden ? 'hidden' : 'grid gap-1'}>
      <label htmlFor={name} className="font-semibold">{label}</label>
      {/* React forgets what was chosen when a form is sent; the key brings it back. */}
      <select
        key={value} id={name} name={name} defaultValue={value} className={inputStyle} onChange={(event) => onChoose?.(event.target.value)}
        aria-invalid={error ? true : undefined} aria-describedby={describedBy || undefined}
      >
        {children}
      </select>
      {hint && <p id={`${name}-hint`} className="text-sm text-muted">{hint}</p>}
      {error && <FieldError id={`${name}-error`} text={error} />}
    </div>
  );
}
