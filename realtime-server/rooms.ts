import { allowedTopics, mayFollow, roomsOf } from '@/lib/live/queries';
import { followInput, parseTopic } from '@/lib/live/schema';
import { changesSince } from '@/lib/platform/feed';
import { logger } from '@/lib/platform/logger';
import type { Connected } from './authenticate';

// A page that was away for longer than this many changes simply refetches.
const TOO_FAR = 1_000;

/** A page says what it follows; it gets the rooms it may have, then what it missed. */
export function answerFollows(socket: Connected): void {
  socket.on('follow', (raw, reply) => {
    follow(socket, raw)
      .then((rooms) => typeof reply === 'function' && reply({ rooms }))
      .catch((error: unknown) => logger.error({ err: error }, 'follow failed'));
  });
}

async function follow(socket: Connected, raw: unknown): Promise<string[]> {
  const input = followInput.safeParse(raw);
  if (!input.success) return [];
  const { topics, since } = input.data;
  const rooms = (await allowedTopics(socket.data.actor, topics)).map((topic) => topic.room);
  const wanted = new Set(rooms);
  for (const room of followedRooms(socket)) if (!wanted.has(room)) await socket.leave(room);
  await socket.join(rooms);
  if (since !== null) await catchUp(socket, wanted, since);
  return rooms;
}

async function catchUp(socket: Connected, rooms: ReadonlySet<string>, since: number): Promise<void> {
  const missed = await changesSince(since, TOO_FAR);
  const last = missed.at(-1);
  if (!last) return;
  const concerns = missed.length === TOO_FAR || missed.some((change) => roomsOf(change).some((room) => rooms.has(room)));
  socket.emit(concerns ? 'change' : 'seq', { seq: last.seq });
}

function followedRooms(socket: Connected): string[] {
  return [...socket.rooms].filter((room) => parseTopic(room) !== null);
}

/** After a change of authority: leaves the rooms the person may no longer have. */
export async function recheckRooms(socket: Connected): Promise<void> {
  for (const room of followedRooms(socket)) {
    const topic = parseTopic(room);
    if (!topic || !(await mayFollow(socket.data.actor, topic))) await socket.leave(room);
  }
}
