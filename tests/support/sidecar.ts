import type { AddressInfo } from 'node:net';
import { sql } from 'drizzle-orm';
import { io, type Socket } from 'socket.io-client';
import { randomToken, tokenHash } from '@/lib/platform/secrets';
import { asSystem } from '@/lib/platform/system';
import { openSidecar } from '@/realtime-server/server';
import { signedIn } from './people';

const appUrl = 'http://localhost:3000';

/** The live sidecar in this process, on the open database. */
export async function testSidecar() {
  const sidecar = await openSidecar({ appUrl, hops: 1 });
  await new Promise<void>((resolve) => sidecar.http.listen(0, '127.0.0.1', resolve));
  const { port } = sidecar.http.address() as AddressInfo;
  const sockets: Socket[] = [];
  return {
    ...sidecar,
    port,
    origin: appUrl,
    /** A page of a person that is connected; what it hears of changes is counted. */
    async page(person: { id: string }, { session, from }: { session?: Buffer; /** As a proxy names it. */ from?: string } = {}) {
      const socket = io(`http://127.0.0.1:${port}`, {
        transports: ['websocket'], forceNew: true, reconnection: false,
        extraHeaders: { origin: appUrl, ...(from ? { 'x-forwarded-for': from } : {}) },
        auth: { ticket: await ticketOf(session ?? (await signedIn(person)).tokenHash) },
      });
      sockets.push(socket);
      const page = { socket, hints: 0, follow: (topics: string[], since: number | null = null) => ask(socket, { topics, since }) };
      socket.on('change', () => (page.hints += 1));
      await new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve);
        socket.once('connect_error', reject);
      });
      return page;
    },
    async stop() {
      for (const socket of sockets) socket.close();
      await sidecar.stop();
    },
  };
}

export type Sidecar = Awaited<ReturnType<typeof testSidecar>>;

async function ask(socket: Socket, asked: object): Promise<string[]> {
  const { rooms } = (await socket.emitWithAck('follow', asked)) as { rooms: string[] };
  return rooms;
}

/** A one-use pass for a session. */
export async function ticketOf(session: Buffer | null): Promise<string> {
  const ticket = randomToken();
  await asSystem('test', ({ tx }) => tx.execute(sql`
    insert into socket_tickets (ticket_hash, session_id, expires_at)
    select ${tokenHash(ticket)}, id, now() + interval '60 seconds' from sessions where token_hash = ${session}`));
  return ticket;
}
