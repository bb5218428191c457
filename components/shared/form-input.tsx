import type { ReactNode } from 'react';
import { Field, FieldError, inputStyle } from './field';
import { PasswordField } from './password-field';

type Named = { name: string; label: string; hint?: string };

/** One field of a form, as data. A `question` is a box that appears only together with its error. */
export type FormField = Named & (
  | { kind?: 'text' | 'date' | 'time' | 'number' | 'tel' | 'email' | 'color'; value?: string; maxLength?: number; min?: number; max?: number; autoComplete?: string }
  | { kind: 'lines'; value?: string; rows: number }
  | { kind: 'choice'; value?: string; options: readonly (readonly [value: string, label: string])[] }
  | { kind: 'tick'; value?: boolean }
  | { kind: 'question' }
  | { kind: 'password'; autoComplete: 'current-password' | 'new-password' }
);

type Props = { field: FormField; prefix: string; typed?: Record<string, string>; error?: string };

export function FormInput({ field, prefix, typed, error }: Props) {
  const { name, label, hint } = field;
  const shown = typed?.[name];
  const id = `${prefix}${name}`;
  switch (field.kind) {
    case 'password':
      return <PasswordField name={name} label={label} hint={hint} error={error} id={id} autoComplete={field.autoComplete} />;
    case 'question':
      return error ? <Tick id={id} name={name} label={error} className="rounded-control border border-warn p-3" isOn={false} invalid /> : null;
    case 'tick':
      // After a failure the boxes show what was sent, not what React would reset them to.
      return (
        <div>
          <Tick id={id} name={name} label={label} isOn={typed ? name in typed : Boolean(field.value)} />
          {hint && <p className="text-sm text-muted">{hint}</p>}
          {error && <FieldError id={`${id}-error`} text={error} />}
        </div>
      );
    case 'choice':
      return (
        <Labelled id={id} label={label} hint={hint} error={error}>
          {/* React forgets what was chosen when a form is sent; the key brings it back. */}
          <select key={shown ?? field.value} id={id} name={name} defaultValue={shown ?? field.value} aria-invalid={error ? true : undefined} className={inputStyle}>
            {field.options.map(([value, text]) => <option key={value} value={value}>{text}</option>)}
          </select>
        </Labelled>
      );
    case 'lines':
      return (
        <Labelled id={id} label={label} hint={hint} error={error}>
          <textarea id={id} name={name} rows={field.rows} defaultValue={shown ?? field.value} aria-invalid={error ? true : undefined} className={`${inputStyle} py-2`} />
        </Labelled>
      );
    default: {
      const { kind = 'text', value, label: _label, ...rest } = field;
      return <Field {...rest} label={label} type={kind} defaultValue={shown ?? value} error={error} id={id} />;
    }
  }
}

function Labelled({ id, label, hint, error, children }: { id: string; label: string; hint?: string; error?: string; children: ReactNode }) {
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="font-semibold">{label}</label>
      {children}
      {hint && <p className="text-sm text-muted">{hint}</p>}
      {error && <FieldError id={`${id}-error`} text={error} />}
    </div>
  );
}

function Tick({ id, name, label, isOn, invalid, className = '' }: { id: string; name: string; label: string; isOn: boolean; invalid?: true; className?: string }) {
  return (
    <label className={`flex min-h-11 items-center gap-3 ${className}`}>
      <input key={String(isOn)} type="checkbox" id={id} name={name} className="size-6 shrink-0" defaultChecked={isOn} aria-invalid={invalid} />
      {label}
    </label>
  );
}
