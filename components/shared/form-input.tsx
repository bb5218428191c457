import { ChoiceField } from './choice-field';
import { Field, FieldError } from './field';
import { PasswordField } from './password-field';
import { TextField } from './text-field';

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
        <ChoiceField id={id} name={name} label={label} hint={hint} error={error} value={shown ?? field.value}>
          {field.options.map(([value, text]) => <option key={value} value={value}>{text}</option>)}
        </ChoiceField>
      );
    case 'lines':
      return <TextField id={id} name={name} label={label} hint={hint} error={error} rows={field.rows} defaultValue={shown ?? field.value} />;
    default: {
      const { kind = 'text', value, label: _label, ...rest } = field;
      return <Field {...rest} label={label} type={kind} defaultValue={shown ?? value} error={error} id={id} />;
    }
  }
}

function Tick({ id, name, label, isOn, invalid, className = '' }: { id: string; name: string; label: string; isOn: boolean; invalid?: true; className?: string }) {
  return (
    <label className={`flex min-h-11 items-center gap-3 ${className}`}>
      <input key={String(isOn)} type="checkbox" id={id} name={name} className="size-6 shrink-0" defaultChecked={isOn} aria-invalid={invalid} />
      {label}
    </label>
  );
}
