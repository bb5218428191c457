'use client';

import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import type { FormAct } from './fields-form';

type Props<T> = {
  act: FormAct<T>;
  /** What is acted on. */
  about: Record<string, string>;
  label: string;
  /** Said to readers after the label: which of many. */
  which?: string;
  look?: 'primary' | 'quiet' | 'danger' | 'link';
  done?: string;
  operationId: string;
};

/** One act, one button. */
export function ActForm<T>({ act, about, label, which, look = 'quiet', done, operationId }: Props<T>) {
  const [state, submit, pending] = useActionState(act, null);
  const words = <>{label}{which && <span className="sr-only"> {which}</span>}</>;
  return (
    <form action={submit} className="inline-block">
      <input type="hidden" name="operationId" value={operationId} />
      {Object.entries(about).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      {look === 'link'
        ? <button type="submit" disabled={pending} className="min-h-6 min-w-6 text-accent underline">{words}</button>
        : <Button look={look} type="submit" disabled={pending}>{words}</Button>}
      {state && !state.ok && <span role="alert" className="block text-sm text-bad">{state.message}</span>}
      {state?.ok && done && <span role="status" className="block text-sm">{done}</span>}
    </form>
  );
}
