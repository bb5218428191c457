import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { Manager } from 'socket.io-client';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { asSystem } from '@/lib/platform/system';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { count, database, seed, signedIn } from '@/tests/support/people';
import { testSidecar, ticketOf, type Sidecar } from '@/tests/support/sidecar';
import { MOST_RECEIVED } from './bounds';

let base: TestDatabase;
let cast: Cast;
let sidecar: Sidecar;
beforeAll(async () => {
  base = await testDatabase();
  cast = await seed();
  // A test that keeps the look at authority waiting may run on a busy machine.
  const owner = postgres(base.url, { max: 1 });
  await owner.unsafe(`alter function load_actor set lock_timeout = '20s'`);
  await owner.end();
});
beforeEach(async () => {
  sidecar = await testSidecar();
});
afterEach(() => sidecar.stop());
afterAll(() => base.close());

const ofStudent = (student: { id: string }) => `registers:student:${student.id}`;

/** Something happens to these; `before` is done in the same transaction. */
const happen = (tables: string[], scopes: string[], before = sql`select 1`) =>
  asSystem('test', async ({ tx, record }) => {
    await tx.execute(before);
    record({ name: 'test.happened', subjectId: 'test', tables, scopes, detail: {} });
  });
const tundeIsMarked = () => happen(['registers'], ['school', `student:${cast.tunde.id}`]);
const until = <T>(read: () => T) => expect.poll(read);
const ended = (socket: { once: (event: string, heard: () => void) => unknown }, event = 'disconnect') =>
  new Promise<void>((resolve) => void socket.once(event, () => resolve()));

describe('one page cannot take the live updates from the others', () => {
  it('Amina’s father sends 10,000 follows: his page is cut, and Tunde’s mother still gets her hint', async () => {
    const mother = await sidecar.page(cast.tundesMother);
    await mother.follow([ofStudent(cast.tunde)]);
    const father = await sidecar.page(cast.aminasFather);
    const cut = ended(father.socket);
    const topics = Array.from({ length: 40 }, () => ofStudent(cast.amina));
    for (let sent = 0; sent < 10_000; sent += 1) father.socket.emit('follow', { topics, since: 0 });
    await cut;
    await tundeIsMarked();
    await until(() => mother.hints).toBe(1);
    // And may come back.
    expect(await (await sidecar.page(cast.aminasFather)).follow([ofStudent(cast.amina)])).toEqual([ofStudent(cast.amina)]);
  });

  it('of many follows at once the newest wins, and all are answered', async () => {
    const father = await sidecar.page(cast.aminasFather);
    const own = `notifications:user:${cast.aminasFather.id}`;
    const asked = Array.from({ length: 15 }, (_, index) => father.follow(index === 14 ? [own] : [ofStudent(cast.amina)]));
    const answers = await Promise.all(asked);
    expect(answers.at(-1)).toEqual([own]);
    expect(new Set(answers.map((rooms) => rooms[0])).size).toBeLessThanOrEqual(2);
    await happen(['registers'], [`student:${cast.amina.id}`]);
    await happen(['notifications'], [`user:${cast.aminasFather.id}`]);
    await until(() => father.hints).toBe(1);
  });

  it('a page far behind is told once, without a look at the feed', async () => {
    await tundeIsMarked();
    const mother = await sidecar.page(cast.tundesMother);
    const place = new Promise((resolve) => void mother.socket.once('seq', resolve));
    await mother.follow([ofStudent(cast.chidi)], 0);
    await place;
    expect(mother.hints).toBe(0);
    await mother.follow([ofStudent(cast.tunde)], 0);
    await until(() => mother.hints).toBe(1);
  });

  it('who does not read is cut', async () => {
    const mother = await sidecar.page(cast.tundesMother);
    const [socket] = await sidecar.io.fetchSockets();
    const transport = sidecar.io.sockets.sockets.get(socket?.id ?? '')?.conn.transport;
    // As the library leaves it while the client takes nothing.
    if (transport) transport.writable = false;
    for (let sent = 0; sent < MOST_RECEIVED; sent += 1) sidecar.io.emit('seq', { seq: sent });
    await ended(mother.socket);
    expect(sidecar.io.sockets.sockets.size).toBe(0);
  });
});

describe('the door', () => {
  /** A connection without a page behind it. */
  const newcomer = () => new Manager(`http://127.0.0.1:${sidecar.port}`, {
    transports: ['websocket'], reconnection: false, extraHeaders: { origin: sidecar.origin },
  });
  /** Sends what a page never would, and ends with the connection; how often it was answered. */
  const raw = (messages: string[]) =>
    new Promise<number>((resolve) => {
      const manager = newcomer();
      let answers = 0;
      manager.on('packet', () => (answers += 1));
      manager.on('open', () => messages.forEach((message) => manager.engine.write(message)));
      manager.on('close', () => resolve(answers));
    });

  it('looks at one ticket for each connection', async () => {
    const tickets = await Promise.all(Array.from({ length: 9 }, async () => ticketOf((await signedIn(cast.tundesMother)).tokenHash)));
    await raw(tickets.map((ticket) => `0${JSON.stringify({ ticket })}`));
    expect(await count('socket_tickets')).toBeGreaterThanOrEqual(8);
    expect(sidecar.io.engine.clientsCount).toBe(0);
  });

  it('cuts a flood without any ticket', async () => {
    expect(await raw(Array.from({ length: 1_000 }, () => '0/elsewhere,'))).toBeLessThanOrEqual(MOST_RECEIVED);
    expect(sidecar.io.engine.clientsCount).toBe(0);
  });
});

describe('a change of authority', () => {
  /** Until the end of the transaction. */
  const nobodysAuthorityIsRead = sql`lock table user_roles in access exclusive mode`;
  const allAreGuardians = () => asSystem('test', ({ tx }) => tx.execute(sql`
    update guardian_links set ended_at = null where student_id = ${cast.amina.id}`));

  it('a father who is no longer her guardian hears nothing of the change that says so, nor of any later one', async () => {
    const office = await sidecar.page(cast.admin);
    await office.follow(['registers:school']);
    const former = await sidecar.page(cast.aminasFather);
    expect(await former.follow([ofStudent(cast.amina)])).toHaveLength(1);
    await happen(['guardian_links', 'registers'], ['school', `student:${cast.amina.id}`, `user:${cast.aminasFather.id}`], sql`
      update guardian_links set ended_at = now() where student_id = ${cast.amina.id}`);
    await until(() => office.hints).toBe(1);
    await happen(['registers'], ['school', `student:${cast.amina.id}`]);
    await until(() => office.hints).toBe(2);
    expect(await former.follow([ofStudent(cast.amina)], 0)).toEqual([]);
    expect(former.hints).toBe(0);
  });

  it('what he asks to follow while that is being looked at waits for the answer', async () => {
    await allAreGuardians();
    const office = await sidecar.page(cast.admin);
    await office.follow(['registers:school']);
    const former = await sidecar.page(cast.aminasFather);
    const asked = await database().transaction(async (tx) => {
      await tx.execute(nobodysAuthorityIsRead);
      await happen(['guardian_links', 'registers'], ['school', `student:${cast.amina.id}`, `user:${cast.aminasFather.id}`], sql`
        update guardian_links set ended_at = now() where student_id = ${cast.amina.id}`);
      await until(() => office.hints).toBe(1);
      return [former.follow([ofStudent(cast.amina)], 0)];
    });
    expect(await Promise.all(asked)).toEqual([[]]);
    expect(former.hints).toBe(0);
  });

  it('who keeps the right hears it once, after everybody else', async () => {
    const heard: string[] = [];
    const office = await sidecar.page(cast.admin);
    await office.follow(['registers:school']);
    office.socket.on('change', () => heard.push('office'));
    const mother = await sidecar.page(cast.tundesMother);
    await mother.follow([ofStudent(cast.tunde)]);
    mother.socket.on('change', () => heard.push('mother'));
    await database().transaction(async (tx) => {
      await tx.execute(nobodysAuthorityIsRead);
      await happen(['users', 'registers'], ['school', `student:${cast.tunde.id}`, `user:${cast.tundesMother.id}`]);
      await until(() => heard).toEqual(['office']);
    });
    await until(() => heard).toEqual(['office', 'mother']);
  });

  it('a sign-in that idled out is over at the next sweep, which keeps no other alive', async () => {
    const { tokenHash } = await signedIn(cast.admin);
    const idle = (minutes: number) => asSystem('test', ({ tx }) => tx.execute(sql`
      update sessions set last_seen_at = now() - make_interval(mins => ${minutes}) where token_hash = ${tokenHash}`));
    const office = await sidecar.page(cast.admin, { session: tokenHash ?? undefined });
    const over = ended(office.socket, 'ended');
    await idle(29);
    await sidecar.sweep();
    await happen(['users'], [`user:${cast.admin.id}`]);
    await office.follow(['registers:school']);
    expect(await count('sessions', `token_hash = '\\x${tokenHash?.toString('hex') ?? ''}' and last_seen_at < now() - interval '28 minutes'`)).toBe(1);
    await idle(30);
    await sidecar.sweep();
    await over;
  });
});
