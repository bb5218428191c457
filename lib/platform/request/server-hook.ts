import { Server, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { callerAddress, networkOf } from '../network';
import { inspectRequest, MAX_BODY, unreadable } from './inspect';
import { trackReach } from './reached';
import { refuse } from './refusal';

type Settings = {
  /** Where our own pages come from. */
  origin: string;
  /** How many proxies of the school stand in front. */
  hops: number;
};

/**
 * Looks at every request of this process before the framework does: it reads a whole body before any code of ours is
 * asked, believes X-Forwarded-For from anybody, and answers what it cannot read with a bare 500.
 */
export function checkRequestsFirst({ origin, hops }: Settings): void {
  const { emit } = Server.prototype;
  Server.prototype.emit = function emitChecked(this: Server, event: string | symbol, ...args: unknown[]): boolean {
    const pass = () => Reflect.apply(emit, this, [event, ...args]);
    // Pages speak HTTP alone. Nobody else would end a connection that asks for another protocol, and no time-out does.
    if (event === 'upgrade') return endUpgrade(args[1] as Socket);
    if (event !== 'request') return pass();
    // Node's own event always comes with these two.
    const [request, response] = args as [IncomingMessage, ServerResponse];
    if (request.headers['transfer-encoding'] !== undefined) countBody(request);
    const refusal = inspectRequest(request, origin);
    if (refusal) {
      refuse(request, response, refusal);
      return true;
    }
    setAddress(request, hops);
    // Only what the framework has to decode can fail before our code.
    if (request.method !== 'POST') return pass();
    const mark = { isReached: false };
    replaceFailure(request, response, mark);
    return trackReach(mark, pass);
  };
}

function endUpgrade(socket: Socket): true {
  socket.on('error', () => undefined);
  socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n', () => socket.destroy());
  return true;
}

/**
 * A body that comes in pieces ends with its connection when it is larger than any may be. The framework itself sends
 * such a one, when it hands a form on to the page that has its action.
 */
function countBody(request: IncomingMessage): void {
  const push = request.push.bind(request);
  let received = 0;
  request.push = (piece: Buffer | null, encoding?: BufferEncoding) => {
    received += piece?.length ?? 0;
    if (received <= MAX_BODY) return push(piece, encoding);
    request.socket.destroy();
    return false;
  };
}

/** From here on X-Forwarded-For is one address that can be believed, and X-Network what it is counted by. */
function setAddress({ headers, socket }: IncomingMessage, hops: number): void {
  const forwarded = headers['x-forwarded-for'];
  const address = callerAddress(socket.remoteAddress, Array.isArray(forwarded) ? forwarded.join(',') : forwarded, hops);
  Object.assign(headers, { 'x-forwarded-for': address, 'x-network': networkOf(address) });
  if (hops > 0) return;
  for (const name of ['x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port']) delete headers[name];
}

/** Whether the framework itself refuses what it could not read; its client needs the answer about an unknown action. */
function isFrameworks(status: unknown, { url, headers }: IncomingMessage): boolean {
  const isForm = headers['next-action'] === undefined && !url?.startsWith('/api/');
  return typeof status === 'number' && (status === 500 || (isForm && status >= 400));
}

/**
 * A refusal of a form that never reached our code is answered in our words. The answer is changed before its head is
 * written, by whichever call would write it; what the framework still writes afterwards is dropped.
 */
function replaceFailure(request: IncomingMessage, response: ServerResponse, mark: { isReached: boolean }): void {
  const { writeHead, write, end } = response;
  let isReplaced = false;
  const replaces = (status: unknown): boolean => {
    if (isReplaced || response.headersSent || mark.isReached || !isFrameworks(status, request)) return isReplaced;
    isReplaced = true;
    const ours = { writeHead: response.writeHead, write: response.write, end: response.end };
    Object.assign(response, { writeHead, write, end });
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    refuse(request, response, unreadable);
    Object.assign(response, ours);
    return true;
  };
  const call = (method: (...args: never[]) => unknown, args: unknown[]) => Reflect.apply(method, response, args);
  Object.assign(response, {
    writeHead: (...args: unknown[]): unknown => (replaces(args[0]) ? response : call(writeHead, args)),
    write: (...args: unknown[]): unknown => replaces(response.statusCode) || call(write, args),
    end: (...args: unknown[]): unknown => (replaces(response.statusCode) ? response : call(end, args)),
  });
}
