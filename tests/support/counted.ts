import type { Tx } from '@/db/client';
import type { Actor } from '@/lib/platform/actor';
import { reading } from '@/lib/platform/scope';

const asking = new Set(['select', 'selectDistinct', 'execute']);

/** How many statements a read sends, so that no list grows one per row unseen. */
export async function statementsOf(actor: Actor, read: (tx: Tx) => Promise<unknown>): Promise<number> {
  let sent = 0;
  await reading(actor, undefined, (tx) =>
    read(new Proxy(tx, {
      get: (target, name, receiver) => {
        if (typeof name === 'string' && asking.has(name)) sent += 1;
        return Reflect.get(target, name, receiver) as unknown;
      },
    })));
  return sent;
}
