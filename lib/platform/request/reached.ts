import { AsyncLocalStorage } from 'node:async_hooks';

type Mark = { isReached: boolean };

// The hook on the server and the pages are bundled apart, so the store they share hangs on the process.
const key = Symbol.for('treasure-home.reached');
const shared = globalThis as { [key]?: AsyncLocalStorage<Mark> };
const store = (shared[key] ??= new AsyncLocalStorage<Mark>());

/** Runs the handling of one request; `mark` says afterwards whether it got as far as our own code. */
export function trackReach<T>(mark: Mark, handle: () => T): T {
  return store.run(mark, handle);
}

/** Said by the first thing that every page, action and route asks for. */
export function markReached(): void {
  const mark = store.getStore();
  if (mark) mark.isReached = true;
}
