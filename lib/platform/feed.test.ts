import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { database } from '@/db/client';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { chain, changesSince, newestSeq, numberEvents } from './feed';
import { asSystem } from './system';

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.close());

const happen = (subjectId: string, pause = 0) =>
  asSystem('writer', async ({ tx, record }) => {
    record({ name: 'test.happened', subjectId, tables: ['registers'], scopes: ['school'], detail: {} });
    if (pause > 0) await tx.execute(sql`select pg_sleep(${pause})`);
  });

describe('the feed', () => {
  it('a reader that follows by place misses nothing while 20 writers commit out of order and 3 processes number', async () => {
    let writing = true;
    const seen: number[] = [];
    const follow = async () => {
      let last = 0;
      for (;;) {
        const isLast = !writing;
        const changes = await changesSince(last, 50);
        for (const change of changes) seen.push((last = change.seq));
        if (isLast && changes.length === 0) return;
      }
    };
    const number = async () => {
      while (writing || (await numberEvents()) > 0) await numberEvents();
    };
    const reader = follow();
    const numberers = [number(), number(), number()];
    await Promise.all(Array.from({ length: 20 }, async (_, writer) => {
      for (let i = 0; i < 15; i += 1) await happen(`${writer}-${i}`, Math.random() * 0.01);
    }));
    await numberEvents();
    writing = false;
    await Promise.all([reader, ...numberers]);
    expect(seen).toEqual(Array.from({ length: 300 }, (_, index) => index + 1));
    expect(await newestSeq()).toBe(300);
  });

  it('each place carries the hash of everything before it', async () => {
    const rows = await database().execute<{ line: string; hash: Buffer }>(sql`
      select event_line(e) as line, f.hash from event_feed f join events e on e.id = f.event_id order by f.seq`);
    let hash: Buffer = Buffer.alloc(0);
    for (const row of rows) {
      hash = chain(hash, row.line);
      expect(Buffer.from(row.hash).equals(hash)).toBe(true);
    }
  });

  it('what was rolled back never happened', async () => {
    await expect(asSystem('writer', async ({ record }) => {
      record({ name: 'test.happened', subjectId: 'never', tables: [], scopes: [], detail: {} });
      throw new Error('changed my mind');
    })).rejects.toThrow('changed my mind');
    expect(await numberEvents()).toBe(0);
  });
});
