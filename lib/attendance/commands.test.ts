import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomUUID } from 'node:crypto';
import { closeDatabase, openDatabase } from '@/db/client';
import type { Cast } from '@/db/seed/school';
import { forgetSchool } from '@/lib/school/queries';
import { perform } from '@/lib/platform/perform';
import { plusDays } from '@/lib/platform/dates';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { actorOf, count, seed, signedIn, stranger } from '@/tests/support/people';
import * as actions from './actions';
import { getRegister } from './queries';

const submitRegister = actions.submitRegister.definition;
const undoRegister = actions.undoRegister.definition;

let base: TestDatabase;
let cast: Cast;
beforeAll(async () => {
  base = await testDatabase();
  cast = await seed();
});
afterAll(() => base.close());

const marks = (absent: string[] = [], late: string[] = []) =>
  [cast.tunde.id, cast.amina.id].map((studentId) => ({
    studentId, status: absent.includes(studentId) ? 'absent' : late.includes(studentId) ? 'late' : 'present',
  }));
const register = (over: object = {}) => ({ classId: cast.class2A.id, day: cast.today, version: 0, marks: marks(), ...over });

describe('taking a register', () => {
  it('Grace opens 2A: both students listed, nothing written before she saves', async () => {
    const open = await getRegister(await actorOf(cast.grace), { classId: cast.class2A.id, day: cast.today });
    expect(open.lines.map((line) => line[2])).toEqual(['Túndé', 'Amina']);
    expect(open.takenAt).toBeNull();
    expect(await count('registers')).toBe(0);
  });

  it('refuses everyone but the class’s teachers and the office, and writes nothing', async () => {
    for (const person of [cast.mrsMusa, cast.formerTeacher, cast.tundesMother, { id: cast.tunde.userId }]) {
      const answer = await perform(submitRegister, await signedIn(person), register());
      expect(answer).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    }
    expect(await perform(submitRegister, stranger, register())).toMatchObject({ ok: false, code: 'UNAUTHENTICATED' });
    expect(await perform(submitRegister, await signedIn(cast.suspendedTeacher), register())).toMatchObject({ ok: false, code: 'UNAUTHENTICATED' });
    expect(await count('registers')).toBe(0);
  });

  it('refuses a roster with a stranger, a gap or a double', async () => {
    const grace = await signedIn(cast.grace);
    const wrong = [
      [...marks(), { studentId: cast.chidi.id, status: 'present' }],
      marks().slice(1),
      [...marks(), ...marks().slice(1)],
    ];
    for (const one of wrong) expect(await perform(submitRegister, grace, register({ marks: one }))).toMatchObject({ ok: false, code: 'CONFLICT' });
    expect(await count('attendance_marks')).toBe(0);
  });

  it('refuses tomorrow, and yesterday for a teacher; the office corrects yesterday with a reason', async () => {
    const grace = await signedIn(cast.grace);
    expect(await perform(submitRegister, grace, register({ day: plusDays(cast.today, 1) }))).toMatchObject({ code: 'LOCKED' });
    expect(await perform(submitRegister, grace, register({ day: plusDays(cast.today, -1) }))).toMatchObject({ code: 'LOCKED' });
    const admin = await signedIn(cast.admin);
    const yesterday = register({ day: plusDays(cast.today, -1) });
    expect(await perform(submitRegister, admin, yesterday)).toMatchObject({ code: 'INVALID', fields: { reason: expect.any(String) } });
    expect(await perform(submitRegister, admin, { ...yesterday, reason: 'The sheet was on paper' })).toMatchObject({ ok: true });
  });

  it('50 identical submits leave one effect and get one answer', async () => {
    const grace = await signedIn(cast.grace);
    const raw = { ...register({ marks: marks([cast.tunde.id]) }), operationId: randomUUID() };
    const answers = await Promise.all(Array.from({ length: 50 }, () => perform(submitRegister, grace, raw)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ ok: true, data: { version: 1 } });
    expect(await count('register_submissions', `kind = 'taken' and version = 1`)).toBe(2);
    expect(await count('events', `name = 'attendance.register-submitted' and subject_id = '${cast.class2A.id}'`)).toBe(2);
    expect(await perform(submitRegister, grace, { ...raw, marks: marks() })).toMatchObject({ code: 'CONFLICT' });
  });

  it('Mr Obi’s older version does not overwrite Grace’s: he is told who changed what', async () => {
    const answer = await perform(submitRegister, await signedIn(cast.mrObi), register());
    expect(answer).toMatchObject({
      code: 'CONFLICT', message: expect.stringContaining('Mrs Bello'),
      data: { version: 1, lines: expect.arrayContaining([expect.arrayContaining([cast.tunde.id, 'absent'])]) },
    });
  });

  it('100 edits of one version at once: one is kept, 99 are told, none is overwritten in silence', async () => {
    const grace = await signedIn(cast.grace);
    const patient = { ...submitRegister, limit: { points: 100_000, seconds: 1 } };
    const answers = await Promise.all(Array.from({ length: 100 }, () => perform(patient, grace, register({ version: 1, marks: marks([cast.tunde.id]) }))));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.filter((answer) => !answer.ok && answer.code === 'CONFLICT')).toHaveLength(99);
    expect(await count('register_submissions', `version > 1`)).toBe(1);
  });

  it('undo gives back what stood before, and both stay in the record', async () => {
    const grace = await signedIn(cast.grace);
    const actor = await actorOf(cast.grace);
    const { version } = await getRegister(actor, { classId: cast.class2A.id, day: cast.today });
    await perform(submitRegister, grace, register({ version, marks: marks([], [cast.amina.id]) }));
    const undone = await perform(undoRegister, grace, { classId: cast.class2A.id, day: cast.today, version: version + 1 });
    expect(undone).toMatchObject({ ok: true, data: { version: version + 2 } });
    const now = await getRegister(actor, { classId: cast.class2A.id, day: cast.today });
    expect(now.lines.map((line) => line[4])).toEqual(['absent', 'present']);
    expect(await count('register_submissions', `kind = 'undone'`)).toBe(1);
    expect(await perform(undoRegister, await signedIn(cast.mrObi), { classId: cast.class2A.id, day: cast.today, version: version + 2 })).toMatchObject({ code: 'CONFLICT' });
  });

  it('ten saves with two connections between them all end: none waits for a second one', async () => {
    await closeDatabase();
    openDatabase(base.url, { max: 2 });
    forgetSchool();
    const admin = await signedIn(cast.admin);
    const save = (number: number) =>
      perform(submitRegister, admin, register({ day: plusDays(cast.today, -20 - number), reason: 'The sheet was on paper' }));
    const answers = await Promise.all(Array.from({ length: 10 }, (_, number) => save(number)));
    expect(answers.map((answer) => answer.ok)).toEqual(Array.from({ length: 10 }, () => true));
  });
});
