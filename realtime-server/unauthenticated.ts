import type { Socket } from 'socket.io';
import { callerAddress, networkOf } from '@/lib/platform/network';
import { endAtOnce } from './bounds';

type Connection = Socket['conn'];
type Newcomer = { network: string; /** Its ticket is being looked at. */ isAsking: boolean };

/** Connections that have not shown a good ticket yet. */
export const MOST_UNAUTHENTICATED = 500;

/**
 * Who has connected and is not known yet. When all places are taken a newcomer gets the place of somebody else, so
 * nobody is kept out by connections that only wait: not by those of another network, nor by those of the same one,
 * which may be a whole school behind one address.
 */
export function createUnauthenticated(hops: number) {
  // The oldest first.
  const waiting = new Map<Connection, Newcomer>();
  return {
    arrived: (connection: Connection): void => {
      const last = waiting.size < MOST_UNAUTHENTICATED ? undefined : leastMissed(waiting);
      if (last) {
        waiting.delete(last);
        endAtOnce(last);
      }
      const { socket, headers } = connection.request;
      const forwarded = headers['x-forwarded-for'];
      const from = Array.isArray(forwarded) ? forwarded.join(',') : forwarded;
      waiting.set(connection, { network: networkOf(callerAddress(socket.remoteAddress, from, hops)), isAsking: false });
      connection.once('close', () => waiting.delete(connection));
    },
    asks: (connection: Connection): void => {
      const newcomer = waiting.get(connection);
      if (newcomer) newcomer.isAsking = true;
    },
    refused: (connection: Connection): void => {
      const newcomer = waiting.get(connection);
      if (newcomer) newcomer.isAsking = false;
    },
    isKnown: (connection: Connection): void => void waiting.delete(connection),
  };
}

export type Unauthenticated = ReturnType<typeof createUnauthenticated>;

/** Of the network that has most: the oldest that shows no ticket, else the oldest. */
export function leastMissed<Key>(waiting: ReadonlyMap<Key, Newcomer>): Key | undefined {
  const sizes = new Map<string, number>();
  for (const { network } of waiting.values()) sizes.set(network, (sizes.get(network) ?? 0) + 1);
  const most = Math.max(...sizes.values());
  const largest = [...waiting].filter(([, { network }]) => sizes.get(network) === most);
  return (largest.find(([, { isAsking }]) => !isAsking) ?? largest[0])?.[0];
}
