import { redeemTicket } from '@/lib/live/commands';
import { logger } from '@/lib/platform/logger';
import { cut } from './bounds';
import type { Lanes } from './lanes';
import type { Recent } from './recent';
import { mayListen, type Revocation } from './revocation';
import { personRoom, sessionRoom } from './rooms';
import type { Server } from './server';
import type { Unauthenticated } from './unauthenticated';

const PER_PERSON = 20;

type With = { recent: Recent; revocation: Revocation; lanes: Lanes; unauthenticated: Unauthenticated };

/** Lets in whoever holds a fresh one-use ticket of a living session. */
export function authenticate(io: Server, { recent, revocation, lanes, unauthenticated }: With): void {
  const tried = new WeakSet<object>();
  io.engine.on('connection', unauthenticated.arrived);
  io.use((socket, proceed) => {
    // A page tries once for each connection.
    if (tried.has(socket.conn)) {
      cut(socket.conn, 'tries again');
      return proceed(new Error('tries again'));
    }
    tried.add(socket.conn);
    unauthenticated.asks(socket.conn);
    const next = (refusal?: Error) => {
      if (refusal) unauthenticated.refused(socket.conn);
      else unauthenticated.isKnown(socket.conn);
      proceed(refusal);
    };
    socket.data.since = recent.newest();
    lanes(async () => (socket.conn.readyState === 'open' ? redeemTicket(socket.handshake.auth.ticket) : null))
      .then((actor) => {
        if (!actor || !mayListen(actor)) return next(new Error('no ticket'));
        const open = io.sockets.adapter.rooms.get(personRoom(actor.id))?.size ?? 0;
        if (open >= PER_PERSON) return next(new Error('too many'));
        socket.data.actor = actor;
        void socket.join([personRoom(actor.id), sessionRoom(actor.sessionId)]);
        next();
      })
      .catch((error: unknown) => {
        logger.error({ err: error }, 'handshake failed');
        next(new Error('unavailable'));
      });
  });
  io.on('connection', ({ data: { actor, since } }) => {
    // A right that was lost after the ticket was looked up, and before this socket could be found by its owner.
    if (recent.hasChanged([personRoom(actor.id)], since)) void revocation.recheck(actor.id, since);
  });
}
