import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, openDatabase } from '@/db/client';
import type { Cast } from '@/db/seed/school';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { freezable } from '@/tests/support/frozen';
import { database, seed } from '@/tests/support/people';
import { testSidecar, type Sidecar } from '@/tests/support/sidecar';

let base: TestDatabase;
let cast: Cast;
let way: Awaited<ReturnType<typeof freezable>>;
let sidecar: Sidecar;
beforeAll(async () => {
  base = await testDatabase();
  cast = await seed();
  const url = new URL(base.url);
  way = await freezable(url.hostname, Number(url.port));
  url.hostname = '127.0.0.1';
  url.port = String(way.port);
  await closeDatabase();
  openDatabase(url.href, { max: 5 });
  sidecar = await testSidecar();
});
afterAll(async () => {
  await sidecar.stop();
  way.close();
  await base.close();
});

const isAnswered = () => database().execute(sql`select 1`).then(() => true, () => false);

describe('a database that is frozen for a while', () => {
  it('Tunde’s mother’s page gets its answer afterwards without asking again', async () => {
    const mother = await sidecar.page(cast.tundesMother);
    const ofTunde = `registers:student:${cast.tunde.id}`;
    way.freeze();
    const answer = mother.follow([ofTunde]);
    await expect.poll(isAnswered).toBe(false);
    way.thaw();
    expect(await answer).toEqual([ofTunde]);
    expect([...sidecar.io.sockets.sockets.values()].filter(({ rooms }) => rooms.has(ofTunde))).toHaveLength(1);
  });

  it('what she asks meanwhile takes the place of what failed, and both are answered', async () => {
    const mother = await sidecar.page(cast.tundesMother);
    const own = `notifications:user:${cast.tundesMother.id}`;
    way.freeze();
    const first = mother.follow([`registers:student:${cast.tunde.id}`]);
    await expect.poll(isAnswered).toBe(false);
    const second = mother.follow([own]);
    way.thaw();
    await first;
    expect(await second).toEqual([own]);
  });
});
