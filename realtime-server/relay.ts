import { driver } from '@/db/client';
import { roomsOf } from '@/lib/live/queries';
import { changesSince, numberEvents, type Change } from '@/lib/platform/feed';
import { logger } from '@/lib/platform/logger';
import type { Recent } from './recent';
import type { Revocation } from './revocation';
import { peopleNamed, personRoom } from './rooms';
import type { Server } from './server';

const EVERY_MS = 5_000;

type With = { recent: Recent; revocation: Revocation };

/**
 * Tells the rooms what was committed, in order. PostgreSQL wakes it; a look every few seconds covers a lost wake-up.
 * Each sidecar reads the feed itself and speaks to its own sockets, so several need nothing between them.
 */
export async function startRelay(io: Server, use: With): Promise<{ stop: () => Promise<void> }> {
  let running: Promise<void> | null = null;
  let again = false;

  const pass = async () => {
    do {
      again = false;
      while ((await numberEvents()) > 0);
      for (let changes = await next(); changes.length > 0; changes = await next()) tell(io, changes, use);
    } while (again);
  };
  const next = () => changesSince(use.recent.newest());
  const wake = () => {
    again = true;
    running ??= pass()
      .catch((error: unknown) => logger.error({ err: error }, 'relay pass failed'))
      .finally(() => (running = null));
  };

  const listening = await driver().listen('events', wake, wake);
  const timer = setInterval(wake, EVERY_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await listening.unlisten().catch(() => undefined);
      await running;
    },
  };
}

/** One hint for each socket; those whose authority was touched hear after it was read again. */
function tell(io: Server, changes: Change[], { recent, revocation }: With): void {
  const before = recent.newest();
  for (const change of changes) recent.note(change);
  for (const userId of new Set(changes.flatMap(peopleNamed))) {
    if (io.sockets.adapter.rooms.has(personRoom(userId))) void revocation.recheck(userId, before);
  }
  const rooms = changes.flatMap(roomsOf);
  if (rooms.length > 0) io.local.to(rooms).except(revocation.heldRooms()).emit('change', { seq: recent.newest() });
}
