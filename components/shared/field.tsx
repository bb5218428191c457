import { CircleAlert } from 'lucide';
import { useId, type ComponentProps } from 'react';
import { Icon } from '@/components/ui/icon';

type Props = ComponentProps<'input'> & {
  name: string; label: string; hint?: string; error?: string;
  /** Where several forms of one page have a field of this name. */
  id?: string;
};

export const inputStyle =
  'min-h-11 w-full rounded-control border border-control bg-surface px-3 text-base text-text aria-invalid:border-bad';

/** One labelled input: help under it, and the error as a sentence tied to it. */
export function Field({ label, hint, error, name, id: given, ...props }: Props) {
  // A page may hold several forms that each ask for the own password.
  const made = useId();
  const id = given ?? made;
  const hintId = hint ? `${id}-hint` : '';
  const errorId = error ? `${id}-error` : '';
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="font-semibold">{label}</label>
      <input
        {...props}
        id={id}
        name={name}
        className={inputStyle}
        aria-invalid={error ? true : undefined}
        aria-describedby={[errorId, hintId].filter(Boolean).join(' ') || undefined}
      />
      {hint && <p id={hintId} className="text-sm text-muted">{hint}</p>}
      {error && <FieldError id={errorId} text={error} />}
    </div>
  );
}

export function FieldError({ id, text }: { id: string; text: string }) {
  return (
    <p id={id} className="flex items-center gap-1 text-sm text-bad">
      <Icon of={CircleAlert} size={16} />
      {text}
    </p>
  );
}
