import { driver } from '@/db/client';
import { roomsOf } from '@/lib/live/queries';
import { changesSince, newestSeq, numberEvents } from '@/lib/platform/feed';
import { logger } from '@/lib/platform/logger';
import type { Server } from './authenticate';
import { revoke } from './revocation';

const EVERY_MS = 5_000;

/**
 * Tells the rooms what was committed, in order. PostgreSQL wakes it; a look every few seconds covers a lost wake-up.
 * Each sidecar reads the feed itself and speaks to its own sockets, so several need nothing between them.
 */
export async function startRelay(io: Server): Promise<{ stop: () => Promise<void> }> {
  let last = await newestSeq();
  let running: Promise<void> | null = null;
  let again = false;

  const pass = async () => {
    do {
      again = false;
      while ((await numberEvents()) > 0);
      for (let changes = await changesSince(last); changes.length > 0; changes = await changesSince(last)) {
        for (const change of changes) {
          await revoke(io, change);
          const rooms = roomsOf(change);
          if (rooms.length > 0) io.local.to(rooms).emit('change', { seq: change.seq });
          last = change.seq;
        }
      }
    } while (again);
  };
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
