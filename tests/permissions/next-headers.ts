import { AsyncLocalStorage } from 'node:async_hooks';
import { env } from '@/lib/platform/env';
import type { Caller } from '@/lib/platform/perform';

type Sender = Caller & { token: string | null };

const sender = new AsyncLocalStorage<Sender>();

/** Runs pages and route handlers as if this person’s browser had asked; stands in for `next/headers`. */
export const asCaller = <T>(caller: Sender, run: () => Promise<T>): Promise<T> => sender.run(caller, run);

export async function cookies() {
  const token = sender.getStore()?.token;
  return {
    get: (name: string) => (token && /^(__Host-)?session$/.test(name) ? { name, value: token } : undefined),
    set: () => undefined,
  };
}

export async function headers(): Promise<Headers> {
  const caller = sender.getStore();
  return new Headers({
    origin: new URL(env().APP_URL).origin,
    'sec-fetch-site': 'same-origin',
    'x-path': '/somewhere',
    'user-agent': 'proof',
    'x-forwarded-for': caller?.address ?? '127.0.0.1',
    'x-request-id': caller?.requestId ?? 'proof',
  });
}
