import type { Tx } from '@/db/client';
import type { Actor } from '@/lib/platform/actor';
import { reading } from '@/lib/platform/scope';

/** How many statements a read sends, so that no list grows one per row unseen. */
export async function statementsOf(actor: Actor, read: (tx: Tx) => Promise<unknown>): Promise<number> {
  let sent = 0;
  // Drizzle asks the session to prepare whatever it is about to send; a subquery is built but never sent by itself.
  const counting = (session: object) =>
    new Proxy(session, {
      get: (target, name, receiver) => {
        if (name === 'prepareQuery') sent += 1;
        return Reflect.get(target, name, receiver) as unknown;
      },
    });
  await reading(actor, undefined, (tx) =>
    read(new Proxy(tx, {
      get: (target, name, receiver) => {
        const value = Reflect.get(target, name, receiver) as unknown;
        return name === 'session' ? counting(value as object) : value;
      },
    })));
  return sent;
}
