import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { freezable } from '@/tests/support/frozen';
import { watchAnswers } from './answering';
import { allowSlowStatements, closeDatabase, openDatabase, type Database } from './client';

let base: TestDatabase;
let way: Awaited<ReturnType<typeof freezable>>;
let db: Database;
let url: URL;
beforeAll(async () => {
  base = await testDatabase();
  await base.db.execute(sql`select 1`);
  url = new URL(base.url);
  way = await freezable(url.hostname, Number(url.port));
  url.hostname = '127.0.0.1';
  url.port = String(way.port);
  await closeDatabase();
  db = openDatabase(url.href, { max: 3 });
});
afterAll(async () => {
  way.close();
  await base.close();
});

const add = (name: string) => db.transaction(async (tx) => void (await tx.execute(sql`insert into counters (name, value) values (${name}, 1)`)));
const names = async () => (await db.execute<{ name: string }>(sql`select name from counters where name like 'frozen-%' order by 1`)).map((row) => row.name);
const codeOf = (work: Promise<unknown>) => work.then(() => 'ok', (error: Error & { cause?: { code?: string }; code?: string }) => error.code ?? error.cause?.code);

describe('a transaction that may take long', () => {
  it('waits for a lock for longer than a single statement ever does', async () => {
    await add('slow-one');
    const holder = db.transaction(async (tx) => {
      await allowSlowStatements(tx, 60_000);
      await tx.execute(sql`select value from counters where name = 'slow-one' for update`);
      await tx.execute(sql`select pg_sleep(11)`);
    });
    const waiter = db.transaction(async (tx) => {
      await allowSlowStatements(tx, 60_000);
      await tx.execute(sql`select pg_sleep(0.5)`);
      await tx.execute(sql`update counters set value = 2 where name = 'slow-one'`);
    });
    expect(await Promise.all([codeOf(holder), codeOf(waiter)])).toEqual(['ok', 'ok']);
  });
});

describe('a database that is frozen', () => {
  it('keeps nobody waiting without a word, is not asked again meanwhile, and works again afterwards', async () => {
    await add('frozen-before');
    way.freeze();
    // More than there are connections: some wait for one.
    const waiting = Array.from({ length: 6 }, (_, one) => codeOf(add(`frozen-${one}`)));
    const reading = codeOf(db.execute(sql`select 1`));
    // Those who wanted a new connection may hear of that instead: to people both mean the same.
    for (const code of await Promise.all([...waiting, reading])) expect(code).toMatch(/^(DATABASE_SILENT|CONNECT_TIMEOUT)$/);
    // From here on nobody waits at all: if these did, they would still be waiting after the thaw and be written.
    const refused = await Promise.all([codeOf(add('frozen-refused')), codeOf(db.execute(sql`select 1`))]);
    expect(refused).toEqual(['DATABASE_SILENT', 'DATABASE_SILENT']);
    way.thaw();
    await expect.poll(() => codeOf(add('frozen-after'))).toBe('ok');
    const written = await names();
    expect(written).toEqual(expect.arrayContaining(['frozen-before', 'frozen-after']));
    expect(written).not.toContain('frozen-refused');
    // What nobody heard of is written once or not at all, and holds no connection back.
    expect(new Set(written).size).toBe(written.length);
    await Promise.all(Array.from({ length: 9 }, () => db.execute(sql`select 1`)));
  }, 300_000);
});

describe('connections that are dead while the database takes new ones', () => {
  it('leave nobody without an outcome, and the process is told to begin anew', async () => {
    let dead = 0;
    const watched = openDatabase(url.href, { max: 2, onDeadPool: () => (dead += 1) });
    await Promise.all([1, 2].map(() => watched.execute(sql`select pg_sleep(0.1)`)));
    way.freeze({ onlyOpen: true });
    const codes = await Promise.all(Array.from({ length: 6 }, (_, one) => codeOf(watched.transaction((tx) => tx.execute(sql`select ${one}::int`)))));
    for (const code of codes) expect(code).toMatch(/^(DATABASE_SILENT|CONNECT_TIMEOUT)$/);
    expect(dead).toBe(1);
    way.thaw();
    await closeDatabase();
    db = openDatabase(url.href, { max: 3 });
  }, 120_000);
});

describe('the watch', () => {
  const never = () => new Promise<never>(() => undefined);
  const quick = { look: 10, patience: 4, probe: 4, most: 40 };

  it('leaves slow work alone while the database answers, but not for ever', async () => {
    const watch = watchAnswers(async () => 'yes', { times: quick });
    expect(await watch.bounded(new Promise((resolve) => setTimeout(() => resolve('slow'), 150)))).toBe('slow');
    await expect(watch.bounded(never())).rejects.toMatchObject({ code: 'DATABASE_SILENT' });
    expect(() => watch.refuseWhileSilent()).not.toThrow();
  });

  it('leaves work alone for as long as the server allows it, where that is longer', async () => {
    const watch = watchAnswers(async () => 'yes', { times: quick });
    const slow = () => new Promise((resolve) => setTimeout(() => resolve('slow'), 700));
    await expect(watch.bounded(slow())).rejects.toMatchObject({ code: 'DATABASE_SILENT' });
    expect(await watch.bounded(slow(), 60_000)).toBe('slow');
  });

  it('does not blame the database when its own process was too busy to read the answers', async () => {
    const watch = watchAnswers(() => new Promise((resolve) => setTimeout(resolve, 1)), { times: quick });
    const work = Promise.all(Array.from({ length: 20 }, (_, turn) => watch.bounded(new Promise((resolve) => setTimeout(() => resolve(turn), 15 * turn)))));
    for (let turn = 0; turn < 5; turn += 1) {
      const until = performance.now() + 200;
      while (performance.now() < until);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(await work).toHaveLength(20);
    expect(() => watch.refuseWhileSilent()).not.toThrow();
  });

  it('hands on what the database itself says', async () => {
    const watch = watchAnswers(async () => 'yes', { times: quick });
    await expect(watch.bounded(Promise.reject(new Error('duplicate')))).rejects.toThrow('duplicate');
  });
});
