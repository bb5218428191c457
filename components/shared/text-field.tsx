import type { ComponentProps } from 'react';
import { FieldError, inputStyle } from './field';

type Props = ComponentProps<'textarea'> & { name: string; label: string; hint?: string; error?: string };

/** Several lines of text with label, help and error, like `Field`. */
export function TextField({ label, hint, error, name, id = name, ...props }: Props) {
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="font-semibold">{label}</label>
      <textarea
        {...props} id={id} name={name} className={`${inputStyle} py-2`} aria-invalid={error ? true : undefined}
        aria-describedby={[error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined}
      />
      {hint && <p id={`${id}-hint`} className="text-sm text-muted">{hint}</p>}
      {error && <FieldError id={`${id}-error`} text={error} />}
    </div>
  );
}
