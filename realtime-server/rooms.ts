import { parseTopic } from '@/lib/live/schema';
import type { Change } from '@/lib/platform/feed';
import type { Connected, Server } from './server';

/** The sidecar's own rooms for finding the sockets of a person and of a sign-in; clients cannot name them. */
export const personRoom = (userId: string) => `person:${userId}`;
export const sessionRoom = (sessionId: string) => `session:${sessionId}`;

/** The connected sockets in a room. */
export function socketsIn(io: Server, room: string): Connected[] {
  const ids = io.sockets.adapter.rooms.get(room) ?? [];
  return [...ids].flatMap((id) => io.sockets.sockets.get(id) ?? []);
}

/** The rooms of what the page follows. */
export function followedRooms(socket: Connected): string[] {
  return [...socket.rooms].filter((room) => parseTopic(room) !== null);
}

// A change to one of these can take a right away from the people named in its scopes.
const authority = new Set([
  'sessions', 'users', 'user_roles', 'guardian_links', 'class_teachers', 'teaching_assignments', 'enrolments',
]);

/** The people whose authority a change may have touched. */
export function peopleNamed({ tables, scopes }: Pick<Change, 'tables' | 'scopes'>): string[] {
  if (!tables.some((table) => authority.has(table))) return [];
  return scopes.flatMap((scope) => (scope.startsWith('user:') ? [scope.slice(5)] : []));
}
