import { allowedTopics } from '@/lib/live/queries';
import { loadActor, type Person } from '@/lib/platform/actor';
import { logger } from '@/lib/platform/logger';
import { createLanes } from './lanes';
import type { Recent } from './recent';
import { followedRooms, personRoom, sessionRoom, socketsIn } from './rooms';
import type { Server } from './server';

// The pool has five connections: two for this, two for what clients ask, one for the feed.
const AT_ONCE = 2;

type Held = { since: number; pieces: number; released: Promise<void>; release: () => void };

/**
 * Drops or narrows the sockets of people whose authority may have changed. Whoever is being looked at hears nothing
 * meanwhile.
 */
export function createRevocation(io: Server, recent: Recent) {
  const lanes = createLanes(AT_ONCE);
  const held = new Map<string, Held>();
  const planned = new Map<string, Promise<void>>();
  const running = new Map<string, Promise<void>>();

  /** One look per sign-in: who asks before it has begun shares it, and the next begins when it has ended. */
  const look = (sessionId: string): Promise<void> => {
    const due = planned.get(sessionId);
    if (due) return due;
    const started = lanes(async () => {
      planned.delete(sessionId);
      await running.get(sessionId);
      const run = lookAgain(io, sessionId);
      running.set(sessionId, run);
      await run;
      if (running.get(sessionId) === run) running.delete(sessionId);
    });
    planned.set(sessionId, started);
    return started;
  };

  const hold = (userId: string, since: number): Held => {
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const opened = { since, pieces: 0, released, release };
    held.set(userId, opened);
    return opened;
  };

  /** Looks again at all sign-ins of a person, who hears afterwards of what happened after `since`. */
  const recheck = async (userId: string, since: number): Promise<void> => {
    const own = held.get(userId) ?? hold(userId, since);
    own.pieces += 1;
    const sessions = new Set(socketsIn(io, personRoom(userId)).map((socket) => socket.data.actor.sessionId));
    await Promise.all([...sessions].map(look));
    own.pieces -= 1;
    if (own.pieces > 0) return;
    held.delete(userId);
    own.release();
    for (const socket of socketsIn(io, personRoom(userId))) {
      if (recent.hasChanged(followedRooms(socket), own.since)) socket.emit('change', { seq: recent.newest() });
    }
  };

  let sweeping: Promise<unknown> | null = null;
  const sweep = async (): Promise<void> => {
    const sessions = new Set([...io.sockets.sockets.values()].map((socket) => socket.data.actor.sessionId)).values();
    // Never more than these wait in the lanes, so a change of authority is not behind the whole school.
    const walk = async () => {
      for (const sessionId of sessions) await look(sessionId);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, walk));
  };

  return {
    recheck,
    /** Whether this person is being looked at. */
    isHeld: (userId: string) => held.has(userId),
    /** When nobody is looking at this person any more. */
    released: (userId: string) => held.get(userId)?.released,
    /** The own rooms of everyone who is being looked at. */
    heldRooms: () => [...held.keys()].map(personRoom),
    /** Asks again for every sign-in: it may have expired without any event. */
    sweep: (): Promise<unknown> => (sweeping ??= sweep().finally(() => (sweeping = null))),
  };
}

export type Revocation = ReturnType<typeof createRevocation>;

/** A first password or a missing second step opens nothing. */
export const mayListen = (actor: Person) => !actor.mustChoosePassword && !actor.mustEnrol;

async function lookAgain(io: Server, sessionId: string): Promise<void> {
  const sockets = () => socketsIn(io, sessionRoom(sessionId));
  try {
    const actor = await loadActor({ sessionId });
    if (!actor || !mayListen(actor)) {
      for (const socket of sockets()) {
        socket.emit('ended');
        socket.disconnect(true);
      }
      return;
    }
    // A `follow` in work sees that it asked for somebody else, and asks again.
    for (const socket of sockets()) socket.data.actor = actor;
    const followed = new Set(sockets().flatMap(followedRooms));
    const allowed = new Set((await allowedTopics(actor, [...followed])).map(({ room }) => room));
    for (const socket of sockets()) {
      for (const room of followed) if (!allowed.has(room) && socket.rooms.has(room)) void socket.leave(room);
    }
  } catch (error) {
    // Authority that cannot be read is authority that is not there.
    logger.error({ err: error }, 'recheck failed');
    for (const socket of sockets()) socket.disconnect(true);
  }
}
