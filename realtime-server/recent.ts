import { roomsOf } from '@/lib/live/queries';
import { TOO_FAR } from '@/lib/live/schema';
import { changesSince, newestSeq, type Change } from '@/lib/platform/feed';
import { peopleNamed, personRoom } from './rooms';

const MOST_ROOMS = 50_000;

/** The place of the last change in each room, so that what a page missed is answered without a query. */
export type Recent = {
  /** The newest place that was told. */
  newest: () => number;
  note: (change: Change) => void;
  /** Whether one of these rooms changed after this place; yes as well where that is no longer known. */
  hasChanged: (rooms: Iterable<string>, since: number) => boolean;
};

/** Knows nothing before `start`. */
export function createRecent(start: number, most = MOST_ROOMS): Recent {
  // In the order of their places, the oldest first.
  const places = new Map<string, number>();
  let known = start;
  let newest = start;
  return {
    newest: () => newest,
    note: (change) => {
      newest = change.seq;
      for (const room of [...roomsOf(change), ...peopleNamed(change).map(personRoom)]) {
        places.delete(room);
        places.set(room, change.seq);
      }
      for (const [room, seq] of places) {
        if (places.size <= most) break;
        places.delete(room);
        known = seq;
      }
    },
    hasChanged: (rooms, since) => since < known || [...rooms].some((room) => (places.get(room) ?? 0) > since),
  };
}

/** With what happened before this process started, as far back as a page may be. */
export async function loadRecent(): Promise<Recent> {
  const recent = createRecent(Math.max(0, (await newestSeq()) - TOO_FAR));
  for (;;) {
    const changes = await changesSince(recent.newest());
    for (const change of changes) recent.note(change);
    if (changes.length === 0) return recent;
  }
}
