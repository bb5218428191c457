import type { Socket } from 'socket.io-client';
import { createAsking } from './asking';

export type LiveState = 'off' | 'live' | 'reconnecting' | 'polling';

type Options = { url: string; seq: number; onChange: () => void; onState: (state: LiveState) => void };

const POLL_MS = 20_000;
const ANSWER_MS = 10_000;

/**
 * Hears of changes through the sidecar; while that is away, asks the web server every 20 seconds instead.
 * The last place in the feed travels along, so nothing between two connections is missed.
 */
export function follow({ url, seq, onChange, onState }: Options) {
  let place = seq;
  let topics: string[] = [];
  let socket: Socket | undefined;
  let pollTimer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  const heard = (news: { seq: number }) => {
    place = Math.max(place, news.seq);
  };
  /** Connected is not enough: until the sidecar has answered what the page follows, it may follow nothing. */
  let isFollowing = false;
  const asking = createAsking({
    ask: async () => void (await socket?.timeout(ANSWER_MS).emitWithAck('follow', { topics, since: place })),
    isWanted: () => !closed && socket?.connected === true && topics.length > 0,
    onAnswer: () => {
      isFollowing = true;
      onState('live');
      clearTimeout(pollTimer);
      pollTimer = undefined;
    },
    onSilence: () => away(),
  });

  const poll = async () => {
    pollTimer = undefined;
    if (closed || isFollowing) return;
    try {
      const names = topics.map((topic) => `topic=${encodeURIComponent(topic)}`).join('&');
      const response = await fetch(`/api/changes?since=${place}&${names}`, { cache: 'no-store' });
      if (response.status === 401) ended();
      if (response.ok) {
        const answer = (await response.json()) as { seq: number; changed: boolean };
        heard(answer);
        if (!isFollowing) onState('polling');
        if (answer.changed) onChange();
      }
    } catch {
      if (!isFollowing) onState('reconnecting');
    }
    planPoll();
  };
  const planPoll = () => {
    if (!closed && !isFollowing) pollTimer ??= setTimeout(poll, POLL_MS * (0.8 + Math.random() * 0.4));
  };

  const connect = async () => {
    const { io } = await import('socket.io-client');
    if (closed) return;
    socket = io(url, {
      transports: ['websocket'],
      reconnectionDelay: 500,
      reconnectionDelayMax: 10_000,
      randomizationFactor: 0.5,
      // Each connection needs a ticket of its own: they are good for one use.
      auth: (give) => void ticket(ended).then((one) => give({ ticket: one }), () => give({})),
    });
    socket.on('connect', () => void asking());
    socket.on('change', (news: { seq: number }) => {
      heard(news);
      onChange();
    });
    socket.on('seq', heard);
    socket.on('ended', ended);
    socket.on('disconnect', away);
    socket.on('connect_error', () => {
      away();
      // A refused handshake is not retried by the library; a fresh ticket may be welcome a little later.
      if (socket && !socket.active) setTimeout(() => !closed && socket?.connect(), 5_000 + Math.random() * 5_000);
    });
  };
  // A page that is signing out by itself is on its way already.
  const ended = () => void setTimeout(() => !closed && location.reload(), 1_500);
  const away = () => {
    if (closed) return;
    isFollowing = false;
    onState('reconnecting');
    planPoll();
  };

  void connect().catch(away);
  return {
    setTopics: (names: string[]) => {
      topics = names;
      void asking();
    },
    close: () => {
      closed = true;
      clearTimeout(pollTimer);
      socket?.close();
    },
  };
}

/** A refusal holds none: the handshake is refused then. */
async function ticket(onEnded: () => void): Promise<string | undefined> {
  const response = await fetch('/api/live-ticket', { method: 'POST' });
  if (response.status === 401) onEnded();
  const answer = (await response.json()) as { ticket?: string };
  return answer.ticket;
}
