import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { database } from '@/db/client';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { asSystem } from './system';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

it('two equal events of one act owe one letter and one notice each, and one between them that owes nothing gets none', async () => {
  const fee = { name: 'test.fee-paid', subjectId: 'tunde', tables: [], scopes: [], detail: {} };
  await asSystem('test', async ({ record }) => {
    record({ ...fee, mail: true, notifyAfter: 0 });
    record({ ...fee, detail: { silent: true } });
    record({ ...fee, mail: true, notifyAfter: 60 });
  });
  const rows = await database().execute<{ silent: boolean; owed: string[] }>(sql`
    select e.detail ? 'silent' as silent, array(select o.kind from outbox o where o.event_id = e.id and o.kind <> 'feed' order by o.kind) as owed
    from events e where e.name = 'test.fee-paid' order by e.id`);
  expect([...rows]).toEqual([
    { silent: false, owed: ['mail', 'notify'] }, { silent: true, owed: [] }, { silent: false, owed: ['mail', 'notify'] },
  ]);
});
