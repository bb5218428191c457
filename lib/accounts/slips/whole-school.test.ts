import { afterAll, beforeAll, expect, it } from 'vitest';
import { actorOf } from '@/tests/support/people';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { check, confirm, testStore, upload, type Office } from '@/tests/support/imports';
import { emptySchool } from '@/tests/support/imports-school';
import { demoFile } from '@/scripts/demo/load';
import { workOnImport } from '@/lib/people/imports/work/commands';
import { listSlipAccounts } from './queries';

let db: TestDatabase;
let store: Awaited<ReturnType<typeof testStore>>;
let office: Office;
beforeAll(async () => {
  store = await testStore();
  db = await testDatabase();
  office = await emptySchool();
});
afterAll(async () => {
  await db.close();
  await store.stop();
});

it('the slips of a whole school are found in one look, right after its import', async () => {
  const one = await check(office, await upload(office, { kind: 'students', name: 'roll.csv', bytes: await demoFile('school-roll.csv') }));
  await confirm(office, one.id);
  await workOnImport();
  const slips = await listSlipAccounts(await actorOf(office), { importId: one.id });
  expect(slips).toHaveLength(1_937);
});
