import { EventEmitter } from 'node:events';
import type { Socket } from 'socket.io';
import { logger } from '@/lib/platform/logger';
import type { Server } from './server';

type Connection = Socket['conn'];

const WINDOW_MS = 10_000;
/** A page sends a few in a minute. */
export const MOST_RECEIVED = 100;
/** What the operating system no longer takes for a client that does not read. */
const MOST_UNSENT = 64;
/** Bytes that wait in this process for a client that does not read. */
export const MOST_UNWRITTEN = 1_000_000;

/** Cuts whoever sends far more than a page does, or does not read what is sent. */
export function boundTraffic(io: Server): void {
  io.engine.on('connection', (connection: Connection) => {
    let windowEnds = performance.now() + WINDOW_MS;
    let received = 0;
    let unsent = 0;
    const receive = () => {
      if (performance.now() > windowEnds) {
        windowEnds = performance.now() + WINDOW_MS;
        received = 0;
      }
      received += 1;
      if (received > MOST_RECEIVED) cut(connection, 'sends too much');
      // Every ping is answered, read or not.
      if (connection.request.socket.writableLength > MOST_UNWRITTEN) cut(connection, 'does not read');
    };
    connection.on('packet', receive);
    for (const kind of ['ping', 'pong']) framesOf(connection).on(kind, receive);
    connection.on('packetCreate', () => {
      unsent += 1;
      if (unsent > MOST_UNSENT) cut(connection, 'does not read');
    });
    connection.on('flush', () => (unsent = 0));
  });
}

/** The WebSocket below: its control frames are no packets of a connection. Engine.IO keeps it without a type. */
function framesOf({ request }: Connection): EventEmitter {
  const frames: unknown = Reflect.get(request, 'websocket');
  if (frames instanceof EventEmitter) return frames;
  throw new Error('engine.io no longer keeps the WebSocket of a connection');
}

export function cut(connection: Connection, reason: string): void {
  if (connection.readyState !== 'open') return;
  logger.warn({ reason }, 'connection cut');
  endAtOnce(connection);
}

/** An orderly close would wait for a client that may never answer. */
export function endAtOnce(connection: Connection): void {
  connection.close(true);
  connection.request.socket.destroy();
}
