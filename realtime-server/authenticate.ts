import type { IncomingMessage } from 'node:http';
import type { DefaultEventsMap, Server as SocketServer, Socket } from 'socket.io';
import { redeemTicket } from '@/lib/live/commands';
import type { Person } from '@/lib/platform/actor';
import { logger } from '@/lib/platform/logger';

type FromPage = { follow: (raw: unknown, reply?: (answer: { rooms: string[] }) => void) => void };
type ToPage = {
  /** Something the page follows has changed: refetch. */
  change: (hint: { seq: number }) => void;
  /** Nothing to refetch; only where the feed is now. */
  seq: (place: { seq: number }) => void;
  /** The session is over. */
  ended: () => void;
};
type Known = { actor: Person };

export type Server = SocketServer<FromPage, ToPage, DefaultEventsMap, Known>;
/** The actor in `data` is replaced whenever authority changes. */
export type Connected = Socket<FromPage, ToPage, DefaultEventsMap, Known>;

const PER_PERSON = 20;

/** A browser on another site may not even open the connection (`cors` alone does not stop a WebSocket). */
export function allowsOrigin(request: IncomingMessage, appUrl: string): boolean {
  return request.headers.origin === new URL(appUrl).origin;
}

/** Lets in whoever holds a fresh one-use ticket of a living session. */
export function authenticate(io: Server): void {
  io.use((socket, next) => {
    redeemTicket(socket.handshake.auth.ticket)
      .then(async (actor) => {
        if (!actor || actor.mustChoosePassword || actor.mustEnrol) return next(new Error('no ticket'));
        const open = await io.local.in(personRoom(actor.id)).fetchSockets();
        if (open.length >= PER_PERSON) return next(new Error('too many'));
        socket.data.actor = actor;
        await socket.join(personRoom(actor.id));
        next();
      })
      .catch((error: unknown) => {
        logger.error({ err: error }, 'handshake failed');
        next(new Error('unavailable'));
      });
  });
}

/** The sidecar's own room for finding a person's sockets; clients cannot name it. */
export const personRoom = (userId: string) => `person:${userId}`;
