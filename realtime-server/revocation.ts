import { loadActor } from '@/lib/platform/actor';
import type { Change } from '@/lib/platform/feed';
import { logger } from '@/lib/platform/logger';
import { personRoom, type Server } from './authenticate';
import { recheckRooms } from './rooms';

// A change to one of these can take a right away from the people named in its scopes.
const authority = new Set([
  'sessions', 'users', 'user_roles', 'guardian_links', 'class_teachers', 'teaching_assignments', 'enrolments',
]);

/** Drops or narrows the sockets of everyone whose authority a change touched. */
export async function revoke(io: Server, change: Change): Promise<void> {
  if (!change.tables.some((table) => authority.has(table))) return;
  const people = change.scopes.flatMap((scope) => (scope.startsWith('user:') ? [scope.slice(5)] : []));
  for (const userId of people) {
    for (const socket of await io.local.in(personRoom(userId)).fetchSockets()) await recheck(io, socket);
  }
}

/** Asks again for every open socket: the session may have expired without any event. */
export async function sweep(io: Server): Promise<void> {
  for (const socket of await io.local.fetchSockets()) await recheck(io, socket);
}

async function recheck(io: Server, { id }: { id: string }): Promise<void> {
  const socket = io.sockets.sockets.get(id);
  if (!socket?.data.actor) return;
  try {
    const actor = await loadActor({ sessionId: socket.data.actor.sessionId });
    if (!actor) {
      socket.emit('ended');
      socket.disconnect(true);
      return;
    }
    socket.data.actor = actor;
    await recheckRooms(socket);
  } catch (error) {
    // Authority that cannot be read is authority that is not there.
    logger.error({ err: error }, 'recheck failed');
    socket.disconnect(true);
  }
}
