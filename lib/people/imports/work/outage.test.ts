import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asSystem } from '@/lib/platform/system';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { check, confirm, look, testStore, upload, type Office } from '@/tests/support/imports';
import { emptySchool } from '@/tests/support/imports-school';
import { count } from '@/tests/support/people';
import type { Import } from '../office/queries';
import { workOnImport } from './commands';
import { sayPutOff, secondsAfterFailure, secondsAfterOutage } from './rules';

let db: TestDatabase;
let store: Awaited<ReturnType<typeof testStore>>;
let office: Office;
let confirmed: Import;
beforeAll(async () => {
  store = await testStore();
  db = await testDatabase();
  office = await emptySchool();
});
afterAll(async () => {
  await db.close();
  await store.stop();
});

const zara = 'surname,first_name,gender,date_of_birth,class_level,class_arm\nMusa,Zara,Female,2015-08-04,JSS 1,A\n';
const run = (statement: ReturnType<typeof sql>) => asSystem('test', ({ tx }) => tx.execute(statement));
/** The time at which it is tried again has come. */
const wait = () => run(sql`update import_progress set due_at = now()`);
const secondsToWait = async () => {
  const [row] = await run(sql`select extract(epoch from due_at - now())::float as seconds from import_progress`);
  return Number(row?.seconds);
};
async function upTo(step: 'reading' | 'committing', text = zara): Promise<Import> {
  const one = await check(office, await upload(office, { kind: 'students', name: 'roll.csv', bytes: text }));
  if (step === 'reading') await run(sql`update imports set state = 'reading' where id = ${one.id}`);
  else expect(await confirm(office, one.id)).toMatchObject({ ok: true });
  return one;
}

describe('a store that is away while an import is written', () => {
  beforeAll(async () => {
    confirmed = await upTo('committing');
    await store.goAway();
  });

  it('puts the work off, for longer and longer, and says when it goes on', async () => {
    for (const seconds of [15, 30, 60, 120, 240]) {
      await wait();
      expect(await workOnImport()).toBe(true);
      expect(await workOnImport()).toBe(false);
      expect(Math.abs((await secondsToWait()) - seconds)).toBeLessThan(10);
      const one = await look(office, confirmed.id);
      expect(one).toMatchObject({ state: 'committing', problem: '', putOff: { reason: 'The file store does not answer.' } });
    }
    expect(sayPutOff('The file store does not answer.', '10:42')).toBe('The file store does not answer. It will be tried again at 10:42.');
  });

  it('has the file read and written once, by itself, when it is back', async () => {
    await store.comeBack();
    await wait();
    expect(await workOnImport()).toBe(true);
    expect(await look(office, confirmed.id)).toMatchObject({ state: 'committed', problem: '', putOff: null });
    expect(await workOnImport()).toBe(false);
    expect(await count('students', `surname = 'Musa'`)).toBe(1);
    expect(await count('events', `name = 'people.students-imported'`)).toBe(1);
  });
});

describe('a store that stays away', () => {
  beforeEach(() => run(sql`delete from import_progress`));

  it.each([
    ['committing', 'checked', 'say yes to the import once more'],
    ['reading', 'failed', 'upload the file again'],
  ] as const)('after the last try of %s the import is %s, and the page says what to do', async (step, back, what) => {
    const one = await upTo(step, zara.replace('Zara', `Zara ${step}`));
    await store.goAway();
    await run(sql`insert into import_progress (import_id, put_off) values (${one.id}, 15) on conflict (import_id) do update set put_off = 15`);
    await workOnImport();
    expect(await look(office, one.id)).toMatchObject({ state: step, problem: '' });
    await wait();
    await workOnImport();
    expect(await look(office, one.id)).toMatchObject({ state: back, problem: expect.stringContaining(`nothing was written. Tell whoever looks after this server; then ${what}.`) });
    await store.comeBack();
  });
});

it('waits minutes and not moments: five hours for a part that is away, minutes for a failure nobody knows', () => {
  const waits = Array.from({ length: 17 }, (_, putOff) => secondsAfterOutage(putOff));
  expect(waits.slice(0, 8)).toEqual([15, 30, 60, 120, 240, 480, 960, 1_800]);
  expect(waits.at(-1)).toBeNull();
  expect(waits.reduce<number>((sum, one) => sum + (one ?? 0), 0) / 3_600).toBeCloseTo(5, 0);
  expect([1, 2, 3].map(secondsAfterFailure)).toEqual([60, 300, null]);
});
