import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asSystem } from '@/lib/platform/system';
import { demoFile } from '@/scripts/demo/load';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { check, confirm, look, testStore, undo, upload, type Office } from '@/tests/support/imports';
import { checksums, emptySchool } from '@/tests/support/imports-school';
import { count } from '@/tests/support/people';
import { workOnImport } from './commands';

const KILLS = 10;
// Longer than a commit of the whole roll takes, so that some kills come before, some in it and some after.
const LONGEST_MS = 1_200;

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

function startWorker(): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', 'scripts/worker.ts'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...store.env, DATABASE_URL: db.url, DATABASE_RUNTIME_URL: '', LOG_LEVEL: 'silent' },
  });
}

async function confirmedRoll(): Promise<string> {
  const one = await check(office, await upload(office, { kind: 'students', name: 'roll.csv', bytes: await demoFile('school-roll.csv') }));
  expect(await confirm(office, one.id)).toMatchObject({ ok: true });
  return one.id;
}

const hasBegun = async (importId: string) =>
  (await count('import_progress', `import_id = '${importId}'`)) > 0 || (await count('imports', `id = '${importId}' and state = 'committed'`)) > 0;

it(`a worker that is killed at ${KILLS} random moments of an import leaves nothing or all of it, and the next one finishes it`, async () => {
  const before = await checksums();
  let importId = await confirmedRoll();
  const seen: number[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    await asSystem('test', ({ tx }) => tx.execute(sql`delete from import_progress`));
    const worker = startWorker();
    while (!(await hasBegun(importId))) await pause(5);
    await pause(Math.random() * LONGEST_MS);
    worker.kill('SIGKILL');
    await once(worker, 'exit');
    const students = await count('students');
    seen.push(students);
    if (students === 0) {
      expect(await checksums()).toEqual(before);
      continue;
    }
    expect([students, await count('guardians'), await count('guardian_links')]).toEqual([1_000, 937, 1_739]);
    expect(await look(office, importId)).toMatchObject({ state: 'committed' });
    await undo(office, importId);
    await workOnImport();
    importId = await confirmedRoll();
  }
  expect(seen.filter((students) => students !== 0 && students !== 1_000)).toEqual([]);
  await asSystem('test', ({ tx }) => tx.execute(sql`delete from import_progress`));
  await workOnImport();
  expect(await look(office, importId)).toMatchObject({ state: 'committed' });
  expect(await count('students')).toBe(1_000);
}, 900_000);

it('a file that kills every worker is put aside after three, with a sentence', async () => {
  const one = await check(office, await upload(office, { kind: 'students', name: 'roll.csv', bytes: await demoFile('school-roll.csv') }));
  await confirm(office, one.id);
  await asSystem('test', ({ tx }) => tx.execute(sql`insert into import_progress (import_id, attempts) values (${one.id}, 3)`));
  await workOnImport();
  expect(await look(office, one.id)).toMatchObject({ state: 'checked', problem: expect.stringContaining('The work broke off three times') });
});
