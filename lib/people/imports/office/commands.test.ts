import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'drizzle-orm';
import { headObject } from '@/lib/platform/storage';
import { perform } from '@/lib/platform/perform';
import { asSystem } from '@/lib/platform/system';
import { demoFile } from '@/scripts/demo/load';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { check, confirm, look, testStore, undo, upload, type Office } from '@/tests/support/imports';
import { checksums, emptySchool } from '@/tests/support/imports-school';
import { allowed, timed } from '@/tests/support/pace';
import { actorOf, count, signedIn } from '@/tests/support/people';
import { workOnImport } from '../work/commands';
import { cancelImport } from './actions';
import { placeOf } from './commands';
import { listImports } from './queries';
import { sayRemoved } from '../undo/rules';

let db: TestDatabase;
let store: Awaited<ReturnType<typeof testStore>>;
let office: Office;
let roll: string;
beforeAll(async () => {
  store = await testStore();
  db = await testDatabase();
  office = await emptySchool();
  roll = await demoFile('school-roll.csv');
});
afterAll(async () => {
  await db.close();
  await store.stop();
});

const run = async (kind: 'students' | 'staff', bytes: string) => check(office, await upload(office, { kind, name: `${kind}.csv`, bytes }));

describe('the afternoon of the import', () => {
  let imported: string;
  let before: Record<string, string>;
  let importTook = 0;

  it('shows what 1,000 rows would do, and writes nothing yet', async () => {
    before = await checksums();
    const one = await run('students', roll);
    expect(one).toMatchObject({ state: 'checked', problem: '', failedRows: 0 });
    expect(one.findings).toMatchObject({ isUsable: true, badRows: 0, counts: { rows: 1_000, students: { new: 1_000 } } });
    expect(await checksums()).toEqual(before);
    imported = one.id;
  });

  it('asks for the own password, then writes all of it in the name of who said yes, and removes the file', async () => {
    expect(await perform((await import('./actions')).commitImport.definition, office.caller, { importId: imported, confirmPassword: 'a guess' }))
      .toMatchObject({ code: 'INVALID', fields: { confirmPassword: 'That is not your own password.' } });
    expect(await confirm(office, imported)).toMatchObject({ ok: true });
    importTook = await timed(workOnImport);
    expect(await look(office, imported)).toMatchObject({ state: 'committed', problem: '' });
    expect([await count('students'), await count('guardians'), await count('guardian_links')]).toEqual([1_000, 937, 1_739]);
    expect(await count('events', `name = 'people.students-imported' and actor_kind = 'person' and actor_id = '${office.id}' and subject_id = '${imported}'`)).toBe(1);
    expect(await count('guardian_links', `verified_by is distinct from '${office.id}'`)).toBe(0);
    expect(await headObject(placeOf(imported))).toBeNull();
  });

  it('the same file again changes nothing', async () => {
    const one = await run('students', roll);
    expect(one.findings).toMatchObject({ counts: { students: { new: 0, changed: 0, unchanged: 1_000 }, guardians: { new: 0 }, links: { new: 0 } } });
    expect(await perform(cancelImport.definition, office.caller, { importId: one.id })).toMatchObject({ ok: true });
  });

  it('a second file that changes some and adds some is undone to the letter, without touching the first', async () => {
    const between = await checksums();
    const lines = roll.split('\n');
    const changed = [lines[0], ...lines.slice(1, 60).map((line) => line.replace(/,(A|B|C|D),/, ',A,').replace('Street', 'Close'))];
    const fresh = lines[1]?.replace('Bello,Títílayọ̀,Ṣadé', 'Bello,Kòfowórọlá,Ìdòwú').replace('2015-08-04', '2016-01-09') ?? '';
    const one = await run('students', [...changed, fresh].join('\n'));
    expect(one.findings).toMatchObject({ isUsable: true, counts: { students: { new: 1 } } });
    expect(await confirm(office, one.id)).toMatchObject({ ok: true });
    await workOnImport();
    expect(await look(office, one.id)).toMatchObject({ state: 'committed' });
    expect(await checksums()).not.toEqual(between);
    expect(await undo(office, one.id)).toMatchObject({ ok: true });
    await workOnImport();
    const undone = await look(office, one.id);
    const name = await asSystem('test', ({ tx }) => tx.execute<{ name: string }>(sql`select display_name as name from users where id = ${office.id}`));
    expect(undone).toMatchObject({ state: 'undone', problem: '', undone: { at: expect.any(Date), by: name[0]?.name, removed: { students: 1 } } });
    expect(sayRemoved(undone.undone?.removed ?? {})).toContain('1 student');
    expect(await checksums()).toEqual(between);
  });

  it('cannot be undone once a mother has signed in and a mark stands, and says so with a name', async () => {
    const child = await asSystem('test', async ({ tx }) => {
      const [link] = await tx.execute<{ user: string; student: string; class: string; name: string }>(sql`
        select g.user_id as user, l.student_id as student, e.class_id as class, u.display_name as name from guardian_links l join guardians g on g.id = l.guardian_id
          join users u on u.id = g.user_id join enrolments e on e.student_id = l.student_id limit 1`);
      if (!link) throw new Error('nobody');
      return link;
    });
    await signedIn({ id: child.user });
    expect(await undo(office, imported)).toMatchObject({ ok: true });
    await workOnImport();
    const one = await look(office, imported);
    expect(one.state).toBe('committed');
    expect(one.problem).toBe(`This import cannot be undone any more, because things depend on it. ${child.name} signed in since.`);
    await asSystem('test', ({ tx }) => tx.execute(sql`delete from sessions where user_id = ${child.user}`));
  });

  it('is undone with one act when nothing depends on it, and the numbers begin anew', async () => {
    expect(await undo(office, imported)).toMatchObject({ ok: true });
    const took = await timed(workOnImport);
    console.log(`1,000 students imported in ${Math.round(importTook)} ms, taken back in ${Math.round(took)} ms`);
    expect(await look(office, imported)).toMatchObject({ state: 'undone', problem: '' });
    expect(await checksums()).toEqual(before);
    expect(took).toBeLessThan(allowed(30_000, importTook));
    expect(await count('events', `name = 'people.import-undone' and subject_id = '${imported}'`)).toBe(1);
  });
});

it('an import that was never written has nothing to undo', async () => {
  const { id } = await run('students', roll.split('\n').slice(0, 2).join('\n'));
  expect(await undo(office, id)).toMatchObject({ code: 'LOCKED', message: 'This import was not written, so there is nothing to undo.' });
});

describe('rows with problems', () => {
  const rows = (...more: string[]) => [roll.split('\n')[0], ...roll.split('\n').slice(1, 98), ...more].join('\n');
  const bad = () => rows('Musa,Zara,,Female,31/02/2015,JSS 1,C', 'Obi,Uche,,Perhaps,2015-03-01,JSS 1,C,,,,,,,,,,,,,,,,,,,', 'Eze,Ada,,Female,2015-03-01,JSS 9,C,,,,,,,,,,,,,,,,,,,');

  it('are named, and come back as they stand with the reason; the office chooses all others or nothing', async () => {
    const one = await run('students', bad());
    expect(one.findings).toMatchObject({ isUsable: true, badRows: 3, counts: { students: { new: 97 } } });
    expect(one.failedRows).toBe(3);
    expect(await confirm(office, one.id)).toMatchObject({ code: 'INVALID', fields: { leaveOut: expect.stringContaining('Some rows have problems') } });
    expect(await confirm(office, one.id, true)).toMatchObject({ ok: true });
    await workOnImport();
    expect(await look(office, one.id)).toMatchObject({ state: 'committed', failedRows: 3 });
    expect(await count('students')).toBe(97);
    expect(await undo(office, one.id)).toMatchObject({ ok: true });
    await workOnImport();
    expect(await count('students')).toBe(0);
  });

  it('what the school changed since the check is shown again before anything is written', async () => {
    const one = await run('students', rows());
    const other = await run('students', [roll.split('\n')[0], roll.split('\n')[1]].join('\n'));
    await confirm(office, other.id);
    await workOnImport();
    await confirm(office, one.id);
    await workOnImport();
    expect(await look(office, one.id)).toMatchObject({ state: 'checked', problem: expect.stringContaining('The school has changed'), findings: { counts: { students: { new: 96, unchanged: 1 } } } });
    expect(await confirm(office, one.id)).toMatchObject({ ok: true });
    await workOnImport();
    expect(await look(office, one.id)).toMatchObject({ state: 'committed', problem: '' });
    for (const { id } of [one, other]) {
      await undo(office, id);
      await workOnImport();
      expect(await look(office, id)).toMatchObject({ state: 'undone' });
    }
  });
});

describe('mapping', () => {
  it('is guessed from other systems’ names, corrected by hand, and remembered for the next file of this shape', async () => {
    const text = 'Last Name,Given Name,Sex,D.O.B,Class,Section,Nick name\nMusa,Zara,F,04/08/2015,JSS 1,C,Zizi\n';
    const first = await upload(office, { kind: 'students', name: 'old.csv', bytes: text });
    expect(first.mapping).toEqual(['surname', 'first_name', 'gender', null, 'class_level', 'class_arm', null]);
    await expect(check(office, first)).rejects.toThrow('Say which column holds Date of birth.');
    const mapping = first.mapping.map((name, index) => (index === 3 ? 'date_of_birth' : name));
    expect(await check(office, first, mapping)).toMatchObject({ state: 'checked', findings: { isUsable: true, counts: { students: { new: 1 } } } });
    expect((await upload(office, { kind: 'students', name: 'next.csv', bytes: text })).mapping).toEqual(mapping);
  });

  it('is remembered for a file with headings of 1,500 letters too', async () => {
    const more = Array.from({ length: 50 }, (_, index) => `${index} ${'x'.repeat(1_500)}`);
    const text = `surname,first_name,gender,date_of_birth,class_level,class_arm,${more.join(',')}\nMusa,Zara,F,04/08/2015,JSS 1,C${','.repeat(50)}z\n`;
    const wide = await upload(office, { kind: 'students', name: 'wide.csv', bytes: text });
    expect(wide.mapping).toHaveLength(56);
    const mapping = wide.mapping.map((name, index) => (index === 6 ? 'address' : name));
    expect(await check(office, wide, mapping)).toMatchObject({ state: 'checked' });
    expect((await upload(office, { kind: 'students', name: 'next.csv', bytes: text })).mapping).toEqual(mapping);
  });
});

it('of 200 imports with the most that may be found in each, the list takes the newest 30 and none of what was found', async () => {
  const problems = Array.from({ length: 200 }, (_, row) => ({ row, column: 'surname', message: 'x'.repeat(240) }));
  const { id } = office;
  await asSystem('test', ({ tx }) => tx.execute(sql`
    insert into imports (kind, state, file_name, created_by, requested_by, findings)
    select 'students', 'checked', repeat('x', 200), ${id}, ${id}, ${JSON.stringify({ problems })}::jsonb from generate_series(1, 200)`));
  const listed = await listImports(await actorOf(office));
  expect(listed).toHaveLength(30);
  expect(JSON.stringify(listed).length).toBeLessThan(20_000);
});
