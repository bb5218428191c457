import type { Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { seed, signedIn } from '@/tests/support/people';
import { rawSocket } from '@/tests/support/raw-socket';
import { testSidecar, ticketOf, type Sidecar } from '@/tests/support/sidecar';
import { MOST_UNWRITTEN } from './bounds';

let base: TestDatabase;
let cast: Cast;
let sidecar: Sidecar;
/** The sidecar's end of the newest connection. */
let served: Socket | undefined;
/** Why connections ended; a client that does not answer runs into a time-out much later. */
let reasons: string[];
beforeAll(async () => {
  base = await testDatabase();
  cast = await seed();
});
beforeEach(async () => {
  sidecar = await testSidecar();
  sidecar.http.on('connection', (socket: Socket) => (served = socket));
  reasons = [];
  sidecar.io.engine.on('connection', (connection) => connection.once('close', (reason: string) => reasons.push(reason)));
});
afterEach(() => sidecar.stop());
afterAll(() => base.close());

const until = <T>(read: () => T) => expect.poll(read);

describe('a client that sends pings and reads nothing', () => {
  /** More than it is ever sent before it is cut. */
  const LITTLE = 100_000;

  it('is cut before it has shown a ticket, and next to nothing waits for it', async () => {
    const newcomer = await rawSocket(sidecar);
    await newcomer.pings(200_000);
    await until(() => reasons).toEqual(['forced close']);
    expect(served?.bytesWritten).toBeLessThan(LITTLE);
  });

  it('is cut when it is Amina’s father’s page as well', async () => {
    const father = await rawSocket(sidecar);
    father.text(`40${JSON.stringify({ ticket: await ticketOf((await signedIn(cast.aminasFather)).tokenHash) })}`);
    await until(() => sidecar.io.sockets.sockets.size).toBe(1);
    await father.pings(200_000);
    await until(() => reasons).toEqual(['forced close']);
    expect(served?.bytesWritten).toBeLessThan(LITTLE);
  });

  it('is cut for few pings too when much already waits for it', async () => {
    const slow = await rawSocket(sidecar);
    served?.cork();
    served?.write(Buffer.alloc(MOST_UNWRITTEN + 1));
    slow.ping();
    await until(() => reasons).toEqual(['forced close']);
  });
});
