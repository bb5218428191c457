import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pupil, type Cast } from '@/db/seed/school';
import { drainOne } from '@/lib/platform/outbox';
import { perform } from '@/lib/platform/perform';
import { asSystem } from '@/lib/platform/system';
import { forgetSchool } from '@/lib/school/queries';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { actorOf, count, seed, signedIn } from '@/tests/support/people';
import { handlers } from './absences/jobs';
import * as actions from './actions';
import { getRegister, listTiles } from './queries';
import type { AttendanceStatus } from './schema';

let base: TestDatabase;
let cast: Cast;
beforeEach(async () => {
  base = await testDatabase();
  cast = await seed();
});
afterEach(() => base.close());

type Marks = Record<string, AttendanceStatus>;

const what = () => ({ classId: cast.class2A.id, day: cast.today });
const open = async () => getRegister(await actorOf(cast.grace), what());
const present = () => ({ [cast.tunde.id]: 'present', [cast.amina.id]: 'present' }) satisfies Marks;
const save = async (version: number, marks: Marks, by: { id: string } = cast.grace) => perform(actions.submitRegister.definition, await signedIn(by), {
  ...what(), version, marks: Object.entries(marks).map(([studentId, status]) => ({ studentId, status })),
});
/** The status of everyone on the list, by first name. */
const standing = async () => Object.fromEntries((await open()).lines.map((line) => [line[2], line[4]]));
const join = (firstName: string, surname: string, number: number) =>
  asSystem('test', ({ tx }) => pupil(tx, { firstName, surname }, { classId: cast.class2A.id, number, startsOn: cast.today }));
const tile = async () => (await listTiles(await actorOf(cast.admin), cast.today)).find((one) => one.classId === cast.class2A.id);

describe('Ada joins 2A while its register is open', () => {
  it('a list without her is refused by her name, with the new list; with her mark it is saved', async () => {
    const ada = await join('Ada', 'Obi', 41);
    const sentence = 'Ada Obi joined the class after this register was opened. Mark Ada and save again.';
    const refused = await save(0, { ...present(), [cast.tunde.id]: 'absent' });
    expect(refused).toMatchObject({ code: 'CONFLICT', message: sentence, fields: { [`mark.${ada.id}`]: sentence } });
    expect(refused).toMatchObject({ data: { version: 0, isTaken: false, lines: expect.arrayContaining([expect.arrayContaining([ada.id])]) } });
    expect(await save(0, { ...present(), [cast.tunde.id]: 'absent', [ada.id]: 'late' })).toMatchObject({ ok: true });
    expect(await standing()).toEqual({ Túndé: 'absent', Amina: 'present', Ada: 'late' });
  });

  it('several are named together, very many are counted', async () => {
    await join('Ada', 'Obi', 41);
    await join('Bọ́lá', 'Òjó', 42);
    expect(await save(0, present())).toMatchObject({ message: 'Ada Obi and Bọ́lá Òjó joined the class after this register was opened. Mark them and save again.' });
    await join('Chika', 'Eze', 43);
    await join('Dele', 'Alao', 44);
    expect(await save(0, present())).toMatchObject({ message: expect.stringMatching(/^4 students joined the class/) });
  });

  it('whoever left is refused too, and the answer has the new list', async () => {
    await asSystem('test', ({ tx }) => tx.execute(sql`update enrolments set ends_on = ${cast.today}::date - 1 where student_id = ${cast.amina.id}`));
    expect(await save(0, present())).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('not in this class any more'), fields: {} });
    expect(await save(0, { [cast.tunde.id]: 'present' })).toMatchObject({ ok: true });
  });

  it('somebody else’s save is told before the list: the answer has both', async () => {
    expect(await save(0, present(), cast.mrObi)).toMatchObject({ ok: true });
    await join('Ada', 'Obi', 41);
    expect(await save(0, present())).toMatchObject({
      code: 'CONFLICT', message: expect.stringContaining('Mr Obi changed this register'), data: { version: 1, isTaken: true, takenBy: 'Mr Obi' },
    });
  });
});

describe('Ada joins 2A after its register was taken', () => {
  it('she has no mark: not on the page, not on the board', async () => {
    await save(0, present());
    await join('Ada', 'Obi', 41);
    expect(await standing()).toEqual({ Túndé: 'present', Amina: 'present', Ada: null });
    expect(await tile()).toMatchObject({ students: 3, present: 2, absent: 0 });
  });

  it('her first mark is news for her family’s page, and undo takes it away again', async () => {
    await save(0, present());
    const ada = await join('Ada', 'Obi', 41);
    expect(await save(1, { ...present(), [ada.id]: 'present' })).toMatchObject({ ok: true });
    expect(await count('events', `'student:${ada.id}' = any (scopes) and name = 'attendance.register-corrected'`)).toBe(1);
    expect(await perform(actions.undoRegister.definition, await signedIn(cast.grace), { ...what(), version: 2 })).toMatchObject({ ok: true });
    expect(await standing()).toEqual({ Túndé: 'present', Amina: 'present', Ada: null });
    expect(await tile()).toMatchObject({ students: 3, present: 2 });
    expect(await count('events', `'student:${ada.id}' = any (scopes) and name = 'attendance.register-undone'`)).toBe(1);
  });

  it('an undo of what was saved before she came gives her no mark', async () => {
    await save(0, present());
    await save(1, { ...present(), [cast.tunde.id]: 'absent' });
    await join('Ada', 'Obi', 41);
    expect(await perform(actions.undoRegister.definition, await signedIn(cast.grace), { ...what(), version: 2 })).toMatchObject({ ok: true });
    expect(await standing()).toEqual({ Túndé: 'present', Amina: 'present', Ada: null });
  });

  it('her mother, told of an absence that is taken away, is told that too', async () => {
    await asSystem('test', ({ tx }) => tx.execute(sql`update schools set correction_seconds = 0`));
    forgetSchool();
    await save(0, present());
    const ada = await join('Ada', 'Obi', 41);
    await asSystem('test', ({ tx }) => tx.execute(sql`update guardian_links set student_id = ${ada.id} where student_id = ${cast.chidi.id}`));
    await save(1, { ...present(), [ada.id]: 'absent' });
    while (await drainOne(new Map(handlers)));
    await perform(actions.undoRegister.definition, await signedIn(cast.grace), { ...what(), version: 2 });
    while (await drainOne(new Map(handlers)));
    expect(await count('notifications', `title in ('Ada is marked absent', 'Correction: Ada is no longer marked absent')`)).toBe(2);
  });
});
