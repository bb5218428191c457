import { createServer, type IncomingMessage } from 'node:http';
import { Server as SocketServer, type DefaultEventsMap, type Socket } from 'socket.io';
import type { Person } from '@/lib/platform/actor';
import { authenticate } from './authenticate';
import { boundTraffic } from './bounds';
import { answerFollows } from './follow';
import { createLanes } from './lanes';
import { createLateness, LOOK_MS } from './lateness';
import { loadRecent } from './recent';
import { startRelay } from './relay';
import { createRevocation } from './revocation';
import { createUnauthenticated } from './unauthenticated';

export type FollowReply = (answer: { rooms: string[] }) => void;
type FromPage = { follow: (raw: unknown, reply?: FollowReply) => void };
type ToPage = {
  /** Something the page follows has changed: refetch. */
  change: (hint: { seq: number }) => void;
  /** Nothing to refetch; only where the feed is now. */
  seq: (place: { seq: number }) => void;
  /** The session is over. */
  ended: () => void;
};
type Known = {
  /** Replaced whenever authority changes. */
  actor: Person;
  /** The place in the feed when the door was asked. */
  since: number;
};

export type Server = SocketServer<FromPage, ToPage, DefaultEventsMap, Known>;
export type Connected = Socket<FromPage, ToPage, DefaultEventsMap, Known>;

const SWEEP_MS = 60_000;
const HANDSHAKE_MS = 10_000;
/** Queries of clients, in work at once: a flood leaves the others to the feed and to changes of authority. */
const ASKED_AT_ONCE = 2;

/** The sidecar on the open database; `http` still has to listen. */
export async function openSidecar({ appUrl, hops }: { appUrl: string; /** Proxies in front. */ hops: number }) {
  const lateness = createLateness();
  const http = createServer((request, response) => {
    const [status, text] = request.url === '/health' ? health(lateness.secondsLate()) : ([404, 'not found'] as const);
    response.writeHead(status, { 'content-type': 'text/plain', 'x-content-type-options': 'nosniff' });
    response.end(text);
  });
  const io: Server = new SocketServer(http, {
    transports: ['websocket'],
    maxHttpBufferSize: 16_384,
    pingInterval: 20_000,
    pingTimeout: 20_000,
    connectTimeout: HANDSHAKE_MS,
    serveClient: false,
    allowRequest: (request, decide) => decide(null, allowsOrigin(request, appUrl)),
  });
  boundTraffic(io);
  const recent = await loadRecent();
  const revocation = createRevocation(io, recent);
  const use = { recent, revocation, lanes: createLanes(ASKED_AT_ONCE) };
  authenticate(io, { ...use, unauthenticated: createUnauthenticated(hops) });
  io.on('connection', (socket) => answerFollows(socket, use));
  const relay = await startRelay(io, use);
  const sweeper = setInterval(() => void revocation.sweep(), SWEEP_MS);
  const watch = setInterval(lateness.look, LOOK_MS);
  return {
    http,
    io,
    sweep: revocation.sweep,
    stop: async () => {
      clearInterval(sweeper);
      clearInterval(watch);
      await relay.stop();
      await io.close();
    },
  };
}

function health(secondsLate: number): readonly [number, string] {
  if (secondsLate === 0) return [200, 'ok'];
  return [503, `The live server was ${secondsLate} seconds late with its work in the last half minute.`];
}

/** A browser on another site may not even open the connection (`cors` alone does not stop a WebSocket). */
function allowsOrigin(request: IncomingMessage, appUrl: string): boolean {
  return request.headers.origin === new URL(appUrl).origin;
}
