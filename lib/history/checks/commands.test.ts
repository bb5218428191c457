import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import postgres from 'postgres';
import { numberEvents } from '@/lib/platform/feed';
import { asSystem } from '@/lib/platform/system';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { count, database } from '@/tests/support/people';
import { verifyHistory } from '../commands';
import { askCheck, checkNext } from './commands';

let db: TestDatabase;
beforeEach(async () => {
  db = await testDatabase();
});
afterEach(() => db.close());

const happen = async (lines: number) => {
  await asSystem('test', ({ tx }) => tx.execute(sql`
    insert into events (actor_kind, name, subject_id, tables, scopes, detail, request_id)
    select 'system', 'school.set-up', 'school', '{}', '{}', jsonb_build_object('line', n), 'test' from generate_series(1, ${lines}::int) n`));
  while ((await numberEvents()) > 0);
};
const ask = (what: 'all' | 'new') => asSystem('test', ({ tx }) => askCheck(tx, what));
const state = async () => {
  const [row] = await database().execute(sql`
    select checked_to::int as "checkedTo", finished_to::int as "finishedTo", asked_at is not null as owed, is_whole as "isWhole", broken from history_checks`);
  return row;
};
const finish = async () => {
  let steps = 0;
  while (await checkNext()) steps += 1;
  return steps;
};
async function spoil(statement: string): Promise<void> {
  const owner = postgres(db.url, { max: 1 });
  await owner.unsafe(statement);
  await owner.end();
}

it('a long history is verified in steps; a worker that dies between two goes on where it was', async () => {
  await happen(4_500);
  expect(await checkNext()).toBe(false);
  await ask('all');
  expect(await checkNext()).toBe(true);
  expect(await state()).toMatchObject({ checkedTo: 2_000, finishedTo: 0, owed: true });
  await ask('all');
  expect(await state()).toMatchObject({ checkedTo: 2_000, owed: true });
  expect(await finish()).toBe(2);
  expect(await state()).toMatchObject({ checkedTo: 4_500, finishedTo: 4_500, owed: false, broken: null });
  expect(await count('events', `name = 'trust.history-verified'`)).toBe(1);
});

it('what has come since is verified by itself; what was changed before is found by the check of all', async () => {
  await happen(5);
  await ask('all');
  await finish();
  await happen(3);
  await ask('new');
  expect(await finish()).toBe(1);
  expect(await state()).toMatchObject({ finishedTo: 9, isWhole: false, broken: null });
  await spoil(`update events set detail = '{}' where id = (select min(id) + 1 from events)`);
  await ask('new');
  await finish();
  expect(await state()).toMatchObject({ broken: null });
  await ask('all');
  await finish();
  expect(await state()).toMatchObject({ broken: expect.stringContaining('at place 2, the event, or one before it, was changed'), checkedTo: 0, owed: false });
});

it('what is changed among the new is found by the hourly check, and the next begins at the first event', async () => {
  await happen(5);
  await ask('all');
  await finish();
  await happen(3);
  await spoil(`update events set detail = '{}' where id = (select max(id) from events)`);
  await ask('new');
  await finish();
  expect(await state()).toMatchObject({ broken: expect.stringContaining('was changed'), checkedTo: 0 });
  await ask('new');
  expect(await state()).toMatchObject({ isWhole: true, owed: true });
});

describe('the newest events are taken away past the product', () => {
  const removeAfter = (seq: number) => spoil(`
    with gone as (delete from event_feed where seq > ${seq} returning event_id), o as (delete from outbox where event_id in (select event_id from gone))
    delete from events where id in (select event_id from gone)`);
  const verify = () => asSystem('test', verifyHistory);
  beforeEach(async () => {
    await happen(9);
    await ask('all');
    await finish();
    await happen(1);
    await ask('new');
    await finish();
    expect(await state()).toMatchObject({ finishedTo: 11, broken: null });
    await removeAfter(7);
  });

  it('the hourly check says which are gone, so do the check of all and the command, and it does not heal', async () => {
    expect(await verify()).toMatchObject({ broken: { seq: 8, why: 'events 8 to 11 are gone' } });
    for (const what of ['new', 'all', 'new', 'all', 'all', 'all'] as const) {
      await ask(what);
      await finish();
      expect(await state()).toMatchObject({ broken: 'events 8 to 11 are gone' });
      // The finding itself is an event, and takes the first place that is free.
      while ((await numberEvents()) > 0);
    }
    expect(await count('event_feed')).toBeGreaterThan(11);
    expect((await verify()).broken).not.toBeNull();
  });

  it('others in their places, in a chain that holds, are not taken for them', async () => {
    await happen(20);
    for (const what of ['new', 'all'] as const) {
      await ask(what);
      await finish();
      expect(await state()).toMatchObject({ broken: expect.stringContaining('are not those that were verified before') });
    }
    expect(await verify()).toMatchObject({ broken: { seq: 11 } });
  });
});

it('two workers do not verify the same twice', async () => {
  await happen(4_500);
  await ask('all');
  const done = await Promise.all([checkNext(), checkNext()]);
  expect(done).toContain(true);
  await finish();
  expect(await state()).toMatchObject({ finishedTo: 4_500, broken: null });
  expect(await count('events', `name = 'trust.history-verified'`)).toBe(1);
});
