import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { actorOf, count, seed, signedIn } from '@/tests/support/people';
import { perform } from '@/lib/platform/perform';
import { asSystem } from '@/lib/platform/system';
import { getRegister } from '@/lib/attendance/queries';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import * as actions from '../actions';
import { getTeaching } from './queries';

let db: TestDatabase;
let cast: Cast;
let maths: string;
let second: string;
beforeAll(async () => {
  db = await testDatabase();
  cast = await seed();
  await asSystem('test', async ({ tx }) => {
    const [row] = await tx.execute<{ id: string }>(sql`select id from subjects where name = 'Mathematics'`);
    maths = row?.id ?? '';
    await tx.execute(sql`insert into subject_offerings (level_id, subject_id) select level_id, ${maths} from classes where id = ${cast.class2A.id}`);
    const [term] = await tx.execute<{ id: string }>(sql`insert into terms (academic_session_id, number, name, starts_on, ends_on)
      values (${cast.term.academicSessionId}, 2, 'Second', ${cast.today}::date + 40, ${cast.today}::date + 100) returning id`);
    second = term?.id ?? '';
  });
});
afterAll(() => db.close());

const office = () => signedIn(cast.admin);

describe('teachers of a class', () => {
  it('Mrs Musa takes 2A over: Grace loses it at once, and both stand in the history', async () => {
    const grace = await signedIn(cast.grace);
    expect(await perform(actions.assignClassTeacher.definition, await office(), { classId: cast.class2A.id, staffId: cast.mrsMusa.staffId })).toMatchObject({ ok: true });
    expect((await actorOf(cast.mrsMusa)).formClasses.has(cast.class2A.id)).toBe(true);
    expect((await actorOf(cast.grace)).teaches.size).toBe(0);
    await expect(getRegister(await actorOf(cast.grace), { classId: cast.class2A.id, day: cast.today })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await perform(actions.endClassTeacher.definition, grace, { classId: cast.class2A.id, staffId: cast.mrsMusa.staffId })).toMatchObject({ code: 'NOT_FOUND' });
    // The sidecar is told whose sockets to look at.
    expect(await count('events', `name = 'classes.class-teacher-ended' and 'user:${cast.grace.id}' = any (scopes) and tables = '{class_teachers}'`)).toBe(1);
    const { earlier, leader } = await getTeaching(await actorOf(cast.admin), cast.class2A.id);
    expect(leader).toMatchObject({ name: expect.stringContaining('Musa') });
    expect(earlier.map((line) => `${line.name}: ${line.what}`)).toEqual(expect.arrayContaining(['Mrs Bello Grace: class teacher', 'Mr Briggs Tamuno: class teacher']));
  });

  it('Mr Obi’s Mathematics is copied to the next term; ending it there ends his access in every term', async () => {
    const copy = async () => perform(actions.copyTeaching.definition, await office(), { classId: cast.class2A.id, termId: second, fromTermId: cast.term.id });
    expect(await copy()).toMatchObject({ ok: true });
    expect(await copy()).toMatchObject({ code: 'CONFLICT' });
    const { assignments } = await getTeaching(await actorOf(cast.admin), cast.class2A.id);
    const his = assignments.find((one) => one.termId === second && one.staffId === cast.mrObi.staffId);
    const answer = await perform(actions.endTeaching.definition, await office(), { classId: cast.class2A.id, assignmentId: his?.id });
    expect(answer).toMatchObject({ ok: true, data: { subjectId: maths, termId: second, staffId: cast.mrObi.staffId, subject: 'Mathematics', teacher: 'Mr Obi' } });
    expect((await actorOf(cast.mrObi)).teaches.size).toBe(0);
    expect(await count('teaching_assignments', `staff_id = '${cast.mrObi.staffId}' and ended_at is null`)).toBe(0);
  });

  it('an assignment of another class cannot be ended through this one', async () => {
    await perform(actions.assignTeaching.definition, await office(), { classId: cast.class2A.id, termId: cast.term.id, subjectId: maths, staffId: cast.mrObi.staffId });
    const { assignments } = await getTeaching(await actorOf(cast.admin), cast.class2A.id);
    const his = assignments.find((one) => one.staffId === cast.mrObi.staffId);
    expect(await perform(actions.endTeaching.definition, await office(), { classId: cast.class2B.id, assignmentId: his?.id })).toMatchObject({ code: 'CONFLICT' });
    expect((await actorOf(cast.mrObi)).teaches.has(cast.class2A.id)).toBe(true);
  });

  it.each([
    ['somebody suspended', () => cast.suspendedTeacher.staffId, /does not teach here/],
    ['somebody of the office', () => cast.admin.staffId, /does not teach here/],
  ])('cannot be %s', async (_, staffId, sentence) => {
    const answer = await perform(actions.assignClassTeacher.definition, await office(), { classId: cast.class2B.id, staffId: staffId() });
    expect(answer).toMatchObject({ code: 'INVALID', fields: { staffId: expect.stringMatching(sentence) } });
  });

  it('a subject is taught where it is offered, in a term of the session of the class', async () => {
    const [latin] = await asSystem('test', ({ tx }) => tx.execute<{ id: string }>(sql`insert into subjects (name) values ('Latin') returning id`));
    const answer = await perform(actions.assignTeaching.definition, await office(), { classId: cast.class2A.id, termId: cast.term.id, subjectId: latin?.id, staffId: cast.mrObi.staffId });
    expect(answer).toMatchObject({ code: 'INVALID', fields: { subjectId: expect.stringContaining('not offered at this level') } });
  });
});
