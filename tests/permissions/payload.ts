import type { ReactElement } from 'react';

type Component = (props: Record<string, unknown>) => unknown;

const isElement = (value: object): value is ReactElement<Record<string, unknown>> =>
  '$$typeof' in value && 'props' in value;
const isAsync = (type: unknown): type is Component =>
  typeof type === 'function' && type.constructor.name === 'AsyncFunction';

/**
 * All words a page hands on, to components of the browser too: what its payload can carry. Asynchronous components
 * are run as the server would; for the others it is enough to read what they are given.
 */
export async function payloadOf(value: unknown): Promise<string> {
  const words: string[] = [];
  await collect(value, words, new Set());
  return words.join('\n');
}

async function collect(value: unknown, words: string[], seen: Set<object>): Promise<void> {
  if (typeof value === 'string' || typeof value === 'number') words.push(String(value));
  if (value === null || typeof value !== 'object' || value instanceof Date || seen.has(value)) return;
  seen.add(value);
  if (isElement(value)) {
    if (isAsync(value.type)) await collect(await value.type(value.props), words, seen);
    else await collect(value.props, words, seen);
    return;
  }
  // The actor goes to components that run on the server and holds the ids of its own relations only.
  if ('kind' in value && value.kind === 'person' && 'sessionId' in value) return;
  const parts = Symbol.iterator in value ? [...(value as Iterable<unknown>)] : Object.values(value);
  for (const part of parts) await collect(part, words, seen);
}
