import { Server, type IncomingMessage, type ServerResponse } from 'node:http';
import { callerAddress } from '../network';
import { inspectRequest, unreadable } from './inspect';
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
    if (event !== 'request') return pass();
    // Node's own event always comes with these two.
    const [request, response] = args as [IncomingMessage, ServerResponse];
    const refusal = inspectRequest(request, origin);
    if (refusal) {
      refuse(request, response, refusal);
      return true;
    }
    setAddress(request, hops);
    const mark = { isReached: false };
    if (request.method === 'POST') replaceFailure(request, response, mark);
    return trackReach(mark, pass);
  };
}

/** From here on X-Forwarded-For is one address that can be believed. */
function setAddress({ headers, socket }: IncomingMessage, hops: number): void {
  const forwarded = headers['x-forwarded-for'];
  headers['x-forwarded-for'] = callerAddress(socket.remoteAddress, Array.isArray(forwarded) ? forwarded.join(',') : forwarded, hops);
  if (hops > 0) return;
  for (const name of ['x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port']) delete headers[name];
}

/** A 500 for a form that never reached our code: the framework could not read what was sent. */
function replaceFailure(request: IncomingMessage, response: ServerResponse, mark: { isReached: boolean }): void {
  const { write, end } = response;
  let isReplaced = false;
  const replaces = () => {
    if (isReplaced) return true;
    if (response.headersSent || response.statusCode !== 500 || mark.isReached) return false;
    isReplaced = true;
    Object.assign(response, { write, end });
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    refuse(request, response, unreadable);
    Object.assign(response, { write: swallow, end: swallow });
    return true;
  };
  const swallow = () => true;
  Object.assign(response, {
    write: (...args: unknown[]): unknown => replaces() || Reflect.apply(write, response, args),
    end: (...args: unknown[]): unknown => (replaces() ? response : Reflect.apply(end, response, args)),
  });
}
