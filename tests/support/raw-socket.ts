import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';

const PING = 9;
const TEXT = 1;

/** A masked frame of up to 125 bytes; a mask of zeros leaves the payload as it is. */
function frame(kind: number, payload: string): Buffer {
  return Buffer.concat([Buffer.from([0x80 | kind, 0x80 | payload.length, 0, 0, 0, 0]), Buffer.from(payload)]);
}

type Target = { port: number; origin: string; /** As a proxy names it. */ from?: string };

/** A WebSocket that sends what no library would, and reads nothing once it is open. */
export async function rawSocket({ port, origin, from }: Target) {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write([
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1', `Host: localhost:${port}`, `Origin: ${origin}`, 'Upgrade: websocket',
    'Connection: Upgrade', 'Sec-WebSocket-Version: 13', `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    ...(from ? [`X-Forwarded-For: ${from}`] : []), '', '',
  ].join('\r\n'));
  await once(socket, 'data');
  socket.pause();
  return {
    text: (message: string) => void socket.write(frame(TEXT, message)),
    /** As fast as they go, as long as the other side takes them. */
    async pings(many: number) {
      const block = Buffer.concat(Array.from({ length: 500 }, () => frame(PING, 'a'.repeat(125))));
      for (let sent = 0; sent < many && !socket.destroyed; sent += 500) {
        if (!socket.write(block)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]).catch(() => undefined);
      }
    },
    ping: () => void socket.write(frame(PING, '')),
    close: () => void socket.destroy(),
  };
}
