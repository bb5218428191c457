import { Server, type IncomingMessage, type ServerResponse } from 'node:http';
import { callerAddress } from '../network';
import { inspectRequest } from './inspect';
import { refuse } from './refusal';

/**
 * Looks at every request of this process before the framework does: it reads a whole body before any code of ours is
 * asked, believes X-Forwarded-For from anybody, and answers a broken address with a bare 500. `hops` is how many
 * proxies of the school stand in front.
 */
export function checkRequestsFirst(hops: number): void {
  const emit = Object.getOwnPropertyDescriptor(Server.prototype, 'emit')?.value ?? Server.prototype.emit;
  Server.prototype.emit = function emitChecked(this: Server, event: string | symbol, ...args: unknown[]): boolean {
    return event === 'request' && isRefused(hops, args) ? true : Reflect.apply(emit, this, [event, ...args]);
  };
}

function isRefused(hops: number, args: unknown[]): boolean {
  // Node's own event always comes with these two.
  const [request, response] = args as [IncomingMessage, ServerResponse];
  const refusal = inspectRequest(request);
  if (refusal) {
    refuse(request, response, refusal);
    return true;
  }
  setAddress(request, hops);
  return false;
}

/** From here on X-Forwarded-For is one address that can be believed. */
function setAddress({ headers, socket }: IncomingMessage, hops: number): void {
  const forwarded = headers['x-forwarded-for'];
  headers['x-forwarded-for'] = callerAddress(socket.remoteAddress, Array.isArray(forwarded) ? forwarded.join(',') : forwarded, hops);
  if (hops > 0) return;
  for (const name of ['x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port']) delete headers[name];
}
