import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import postgres from 'postgres';
import { numberEvents } from '@/lib/platform/feed';
import { asSystem } from '@/lib/platform/system';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { count, database } from '@/tests/support/people';
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

it('two workers do not verify the same twice', async () => {
  await happen(4_500);
  await ask('all');
  const done = await Promise.all([checkNext(), checkNext()]);
  expect(done).toContain(true);
  await finish();
  expect(await state()).toMatchObject({ finishedTo: 4_500, broken: null });
  expect(await count('events', `name = 'trust.history-verified'`)).toBe(1);
});
