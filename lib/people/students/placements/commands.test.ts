import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attendanceMarks, registers } from '@/db/schema';
import type { Cast } from '@/db/seed/school';
import { mayFollow } from '@/lib/live/queries';
import { parseTopic } from '@/lib/live/schema';
import { loadActor } from '@/lib/platform/actor';
import { plusDays } from '@/lib/platform/dates';
import { perform } from '@/lib/platform/perform';
import { asSystem } from '@/lib/platform/system';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { actorOf, count, seed, signedIn } from '@/tests/support/people';
import * as actions from '../actions';
import { getStudentPage, listStudents } from '../queries';
import { getStays } from './queries';

let db: TestDatabase;
let cast: Cast;
beforeAll(async () => {
  db = await testDatabase();
  cast = await seed();
});
afterAll(() => db.close());

const move = async (more: object = {}, by: { id: string } = cast.admin) =>
  perform(actions.moveStudent.definition, await signedIn(by), { studentId: cast.tunde.id, class_id: cast.class2B.id, startsOn: cast.today, ...more });
const sees = async (person: { id: string }, student: { id: string } = cast.tunde) => getStudentPage(await actorOf(person), student.id).then(() => true, () => false);

describe('Tunde moves to another class in the middle of the term', () => {
  it('not before a mark he has in the old one', async () => {
    await asSystem('test', async ({ tx }) => {
      const day = plusDays(cast.today, -1);
      const [register] = await tx.insert(registers).values({ classId: cast.class2A.id, day, version: 1, takenAt: sql`now()`, takenBy: cast.grace.id }).returning();
      await tx.insert(attendanceMarks).values({ registerId: register?.id ?? '', studentId: cast.tunde.id, classId: cast.class2A.id, day, status: 'absent' });
    });
    expect(await move({ startsOn: plusDays(cast.today, -1) })).toMatchObject({ fields: { startsOn: expect.stringContaining('has a mark on') } });
    expect(await move({ class_id: cast.class2A.id })).toMatchObject({ fields: { class_id: expect.stringContaining('already') } });
    expect(await move({ department: 'Science' })).toMatchObject({ fields: { department: expect.stringContaining('Only senior secondary') } });
  });

  it('his old teachers lose sight at once, page and room; the new one sees him; history and mark stay', async () => {
    const topic = parseTopic(`registers:student:${cast.tunde.id}`);
    const [grace, musa] = [await actorOf(cast.grace), await actorOf(cast.mrsMusa)];
    expect([topic && (await mayFollow(grace, topic)), topic && (await mayFollow(musa, topic))]).toEqual([true, false]);
    expect(await move()).toMatchObject({ ok: true, data: { className: 'JSS 2B' } });
    expect([topic && (await mayFollow(grace, topic)), topic && (await mayFollow(musa, topic))]).toEqual([false, true]);
    expect([await sees(cast.grace), await sees(cast.mrObi), await sees(cast.mrsMusa), await sees(cast.tundesMother)]).toEqual([false, false, true, true]);
    const { stays } = await getStays(await actorOf(cast.admin), { studentId: cast.tunde.id });
    expect(stays).toMatchObject([{ className: 'JSS 2B', startsOn: cast.today, endsOn: null }, { className: 'JSS 2A', endsOn: plusDays(cast.today, -1), outcome: 'moved' }]);
    expect(await count('attendance_marks', `student_id = '${cast.tunde.id}' and class_id = '${cast.class2A.id}'`)).toBe(1);
    expect(await count('events', `name = 'people.student-moved' and 'user:${cast.grace.id}' = any (scopes) and 'sessions' = any (tables)`)).toBe(1);
  });

  it('and on the same day to where he should have been: nothing has happened yet, so the place is corrected', async () => {
    expect(await move({ class_id: cast.class2A.id })).toMatchObject({ ok: true });
    expect(await count('enrolments', `student_id = '${cast.tunde.id}'`)).toBe(2);
    expect(await sees(cast.grace)).toBe(true);
  });

  it('into a full class only after a yes', async () => {
    await asSystem('test', ({ tx }) => tx.execute(sql`update classes set capacity = 1 where id = ${cast.class2B.id}`));
    expect(await move()).toMatchObject({ fields: { is_over: expect.stringContaining('JSS 2B has 1') }, data: { is_over: cast.class2B.id } });
    expect(await move({ is_over: cast.class2B.id })).toMatchObject({ ok: true });
  });

  it('not on a day beyond all calendars', async () => {
    for (const startsOn of ['9999-12-31', '2200-01-01', '0001-01-01'])
      expect(await move({ startsOn })).toMatchObject({ code: 'INVALID', fields: { startsOn: expect.stringContaining('Look at the year') } });
  });

  it('is the office’s to decide', async () => {
    expect(await move({}, cast.mrsMusa)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await move({}, cast.tundesMother)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await move({}, cast.aminasFather)).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('Amina leaves and comes back', () => {
  const withdraw = async (more: object = {}) =>
    perform(actions.withdrawStudent.definition, await signedIn(cast.admin), { studentId: cast.amina.id, lastDay: plusDays(cast.today, -1), reason: 'Moved to Ibadan', ...more });
  const readmit = async (more: object = {}) =>
    perform(actions.readmitStudent.definition, await signedIn(cast.admin), { studentId: cast.amina.id, class_id: cast.class2A.id, startsOn: cast.today, ...more });
  const lists = async (show: 'enrolled' | 'left') => (await listStudents(await actorOf(cast.admin), { q: 'amina', page: 1, show })).rows.length;

  it('her class and sign-in end, she is among those who have left, and her father keeps his account and her record', async () => {
    const { tokenHash } = await signedIn({ id: cast.amina.userId });
    expect(await withdraw({ reason: '' })).toMatchObject({ fields: { reason: expect.any(String) } });
    expect(await withdraw({ lastDay: plusDays(cast.today, 1) })).toMatchObject({ fields: { lastDay: expect.stringContaining('not come yet') } });
    expect(await readmit()).toMatchObject({ code: 'LOCKED' });
    expect(await withdraw()).toMatchObject({ ok: true });
    expect(tokenHash && (await loadActor({ tokenHash }))).toBeNull();
    expect([await lists('enrolled'), await lists('left')]).toEqual([0, 1]);
    expect([await sees(cast.aminasFather, cast.amina), await sees(cast.grace, cast.amina)]).toEqual([true, false]);
    expect(await count('enrolments', `student_id = '${cast.amina.id}' and outcome = 'withdrawn' and reason = 'Moved to Ibadan'`)).toBe(1);
    expect(await withdraw()).toMatchObject({ code: 'LOCKED' });
    expect(await move({ studentId: cast.amina.id })).toMatchObject({ code: 'LOCKED' });
  });

  it('with her number and history, from a day after she left; her sign-in opens again', async () => {
    expect(await readmit({ startsOn: plusDays(cast.today, -1) })).toMatchObject({ fields: { startsOn: expect.stringContaining('later day') } });
    expect(await readmit()).toMatchObject({ ok: true, data: { className: 'JSS 2A' } });
    expect(await count('students', `id = '${cast.amina.id}' and admission_number = 'THS-STU-002'`)).toBe(1);
    expect(await count('enrolments', `student_id = '${cast.amina.id}'`)).toBe(2);
    expect((await actorOf({ id: cast.amina.userId })).studentId).toBe(cast.amina.id);
    expect(await sees(cast.grace, cast.amina)).toBe(true);
  });

  it('though not a sign-in that was suspended before', async () => {
    await asSystem('test', ({ tx }) => tx.execute(sql`update users set status = 'suspended' where id = ${cast.chidi.userId}`));
    const chidi = { studentId: cast.chidi.id };
    expect(await withdraw(chidi)).toMatchObject({ ok: true });
    expect(await readmit(chidi)).toMatchObject({ ok: true });
    expect(await count('users', `id = '${cast.chidi.userId}' and status = 'suspended'`)).toBe(1);
  });
});
