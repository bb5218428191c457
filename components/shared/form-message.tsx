'use client';

import { CircleAlert } from 'lucide';
import { useEffect, useRef } from 'react';
import { Icon } from '@/components/ui/icon';
import type { ActionResult } from '@/lib/platform/errors';

/** What went wrong with the whole form; focus goes to the first bad field, else here. */
export function FormMessage({ state }: { state: ActionResult<unknown> | null }) {
  const box = useRef<HTMLDivElement>(null);
  const failed = state !== null && !state.ok;
  useEffect(() => {
    if (!failed) return;
    const bad = box.current?.closest('form')?.querySelector<HTMLElement>('[aria-invalid="true"]');
    (bad ?? box.current)?.focus();
  }, [failed, state]);
  if (!failed) return <div ref={box} hidden />;
  return (
    <div ref={box} role="alert" tabIndex={-1} className="flex items-start gap-2 rounded-control border border-bad p-3 text-bad">
      <Icon of={CircleAlert} className="mt-0.5 shrink-0" />
      <p>{state.message}</p>
    </div>
  );
}
