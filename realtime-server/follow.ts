import { setTimeout as sleep } from 'node:timers/promises';
import { allowedTopics } from '@/lib/live/queries';
import { followInput } from '@/lib/live/schema';
import { logger } from '@/lib/platform/logger';
import { createPace } from '@/lib/platform/request/pace';
import type { Lanes } from './lanes';
import type { Recent } from './recent';
import type { Revocation } from './revocation';
import { followedRooms } from './rooms';
import type { Connected, FollowReply } from './server';

const PER_SECOND = 5;
const MOST_REPLIES = 20;
const LONGEST_BACK_OFF_MS = 5_000;

const backOff = (failures: number) => (failures === 0 ? 0 : Math.min(500 * 2 ** failures, LONGEST_BACK_OFF_MS));

type With = { recent: Recent; revocation: Revocation; lanes: Lanes };

/**
 * A page says what it follows; it gets the rooms it may have, then what it missed. One such message is in work at a
 * time and a few in a second; of those that wait only the newest counts, and all of them get its answer.
 * One that fails is tried again until it is answered or a newer one takes its place: the page has no other way to hear.
 */
export function answerFollows(socket: Connected, use: With): void {
  const pace = createPace({ perSecond: PER_SECOND, burst: 1, most: 1_000 });
  let newest: { raw: unknown } | null = null;
  let replies: FollowReply[] = [];
  let isWorking = false;
  const work = async () => {
    isWorking = true;
    let failures = 0;
    while (newest && socket.connected) {
      await sleep(pace(performance.now()) + backOff(failures));
      const [asked, waiting] = [newest, replies];
      [newest, replies] = [null, []];
      try {
        const rooms = await follow(socket, asked.raw, use);
        for (const reply of waiting) reply({ rooms });
        failures = 0;
      } catch (error) {
        if (failures === 0) logger.error({ err: error }, 'follow failed');
        failures += 1;
        newest ??= asked;
        replies = [...waiting, ...replies].slice(-MOST_REPLIES);
      }
    }
    isWorking = false;
  };
  socket.on('follow', (raw, reply) => {
    newest = { raw };
    if (typeof reply === 'function') replies = [...replies, reply].slice(-MOST_REPLIES);
    if (!isWorking) void work();
  });
}

async function follow(socket: Connected, raw: unknown, { recent, revocation, lanes }: With): Promise<string[]> {
  const input = followInput.safeParse(raw);
  if (!input.success) return [];
  const { topics, since } = input.data;
  const rooms = await settled(socket, revocation, async () => {
    const { actor } = socket.data;
    return lanes(async () => (socket.connected ? await allowedTopics(actor, topics) : []));
  });
  // From here to the end nothing may wait: a change in between would be lost, or a room kept that was just taken away.
  if (!socket.connected) return [];
  const names = rooms.map(({ room }) => room);
  for (const room of followedRooms(socket)) if (!names.includes(room)) void socket.leave(room);
  void socket.join(names);
  if (since !== null && since < recent.newest()) {
    socket.emit(recent.hasChanged(names, since) ? 'change' : 'seq', { seq: recent.newest() });
  }
  return names;
}

/** Asks until the answer is about the authority that the person has now. */
async function settled<T>(socket: Connected, revocation: Revocation, ask: () => Promise<T>): Promise<T> {
  for (;;) {
    await revocation.released(socket.data.actor.id);
    const { actor } = socket.data;
    const answer = await ask();
    if (!socket.connected || (actor === socket.data.actor && !revocation.isHeld(actor.id))) return answer;
  }
}
