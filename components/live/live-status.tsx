'use client';

import { useLiveState } from './live-provider';

const words = { off: '', live: 'live', reconnecting: 'reconnecting…', polling: 'checking every 20 s' } as const;
const colours = { off: 'bg-line', live: 'bg-ok', reconnecting: 'bg-warn', polling: 'bg-warn' } as const;

/** Says quietly whether the page changes by itself. */
export function LiveStatus() {
  const state = useLiveState();
  return (
    <p className="flex items-center gap-2 text-sm text-muted" data-live={state}>
      <span className={`size-2 rounded-full ${colours[state]}`} aria-hidden="true" />
      {words[state]}
    </p>
  );
}
