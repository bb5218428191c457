import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { submitRegister } from '@/lib/attendance/actions';
import { getRegister } from '@/lib/attendance/queries';
import { clock } from '@/lib/platform/clock';
import { plusDays } from '@/lib/platform/dates';
import { perform } from '@/lib/platform/perform';
import { asSystem } from '@/lib/platform/system';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { actorOf, count, seed, signedIn } from '@/tests/support/people';
import * as actions from '../actions';
import { carryOutDue } from '../placements/due/commands';
import { getStudentPage } from '../queries';
import { readSelection } from '../selection/schema';
import { listSelected } from '../selection/queries';
import { listBulkChanges } from './queries';

let db: TestDatabase;
let cast: Cast;
beforeAll(async () => {
  db = await testDatabase();
  cast = await seed();
});
afterAll(() => db.close());

const both = () => ({ ids: `${cast.tunde.id} ${cast.amina.id}`, count: '2' });
const all2A = async () => {
  const { total } = await listSelected(await actorOf(cast.admin), { selection: readSelection({ all: 'on', class: cast.class2A.id }), page: 1 });
  return { all: 'on', class: cast.class2A.id, count: String(total) };
};
const move = async (chosen: object, more: object = {}, by: { id: string } = cast.admin) =>
  perform(actions.moveStudents.definition, await signedIn(by), { ...chosen, class_id: cast.class2B.id, startsOn: cast.today, ...more });
const house = async (chosen: object, name: string, by: { id: string } = cast.admin) =>
  perform(actions.assignHouse.definition, await signedIn(by), { ...chosen, house: name });
const undo = async (changeId: string, by: { id: string } = cast.admin) => perform(actions.undoBulkChange.definition, await signedIn(by), { changeId });
const made = (answer: Awaited<ReturnType<typeof move>>) => (answer.ok ? answer.data : Promise.reject(new Error(JSON.stringify(answer))));
const sees = async (person: { id: string }) => getStudentPage(await actorOf(person), cast.tunde.id).then(() => true, () => false);
const write = (text: string) => asSystem('test', ({ tx }) => tx.execute(sql.raw(text)));
const enrolmentRows = () => asSystem('test', async ({ tx }) => [...(await tx.execute(sql`select * from enrolments order by id`))]);

describe('all of 2A move to 2B', () => {
  it('as many as were shown, seen by their new teachers at once; undo puts every row back as it was', async () => {
    const before = await enrolmentRows();
    const chosen = await all2A();
    const change = await made(await move(chosen));
    expect(change).toMatchObject({ count: Number(chosen.count), unchanged: 0, leftOut: 0 });
    expect(await count('enrolments', `class_id = '${cast.class2A.id}' and ends_on is null`)).toBe(0);
    expect([await sees(cast.grace), await sees(cast.mrsMusa)]).toEqual([false, true]);
    expect(await count('events', `name = 'people.student-moved' and subject_id = '${cast.tunde.id}'`)).toBe(1);
    expect(await undo(change.changeId)).toMatchObject({ ok: true, data: { count: change.count } });
    expect(await enrolmentRows()).toEqual(before);
    expect([await sees(cast.grace), await sees(cast.mrsMusa)]).toEqual([true, false]);
    expect(await undo(change.changeId)).toMatchObject({ code: 'LOCKED', message: 'This was undone already.' });
  });

  it('on Monday: until then nobody’s sight changes, undo takes it back; on the day it acts, and undo still puts every row back', async () => {
    const before = await enrolmentRows();
    const monday = plusDays(cast.today, 3);
    const itIs = (day: string) => vi.spyOn(clock, 'now').mockReturnValue(new Date(`${day}T00:02:00+01:00`));
    const first = await made(await move(await all2A(), { startsOn: monday }));
    expect([first.count, await enrolmentRows(), await sees(cast.grace), await sees(cast.mrsMusa)]).toEqual([2, before, true, false]);
    expect(await move(both(), {})).toMatchObject({ data: { problems: [expect.stringContaining('moves to JSS 2B on'), expect.stringContaining('Cancel that first.')] } });
    expect(await undo(first.changeId)).toMatchObject({ ok: true });
    expect([await count('planned_placements'), await count('events', `name = 'people.planned-placement-cancelled'`)]).toEqual([0, 2]);
    const second = await made(await move(await all2A(), { startsOn: monday }));
    itIs(monday);
    await carryOutDue();
    expect([await sees(cast.grace), await sees(cast.mrsMusa)]).toEqual([false, true]);
    expect(await count('enrolments', `class_id = '${cast.class2B.id}' and starts_on = '${monday}'`)).toBe(2);
    expect(await undo(second.changeId)).toMatchObject({ ok: true });
    expect([await enrolmentRows(), await sees(cast.grace)]).toEqual([before, true]);
    vi.restoreAllMocks();
  });

  it('nobody, when others match by now than the page said', async () => {
    const { count: shown, ...chosen } = await all2A();
    expect(await move({ ...chosen, count: String(Number(shown) - 1) })).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining(`Now there are ${shown}`) });
  });

  it('only after a yes into a class that would be too full', async () => {
    await write(`update classes set capacity = 1 where id = '${cast.class2B.id}'`);
    expect(await move(both())).toMatchObject({ fields: { is_over: expect.stringContaining('With these 2') }, data: { is_over: cast.class2B.id } });
    await write(`update classes set capacity = 40 where id = '${cast.class2B.id}'`);
  });

  it('not those who have left: they are named, and the others move once the office leaves them out', async () => {
    await write(`update enrolments set ends_on = '${cast.today}', outcome = 'withdrawn' where student_id = '${cast.amina.id}' and ends_on is null`);
    expect(await move(both())).toMatchObject({ code: 'INVALID', data: { problems: [expect.stringContaining('is in no class now')] }, fields: { leaveOut: expect.stringContaining('the other 1') } });
    const change = await made(await move(both(), { leaveOut: 'on' }));
    expect(change).toMatchObject({ count: 1, leftOut: 1 });
    expect(await undo(change.changeId)).toMatchObject({ ok: true });
    await write(`update enrolments set ends_on = null, outcome = null where student_id = '${cast.amina.id}'`);
  });

  it('is not undone after a mark in the new class, nor after a week', async () => {
    const change = await made(await move(both()));
    const teacher = await signedIn(cast.mrsMusa);
    const register = await getRegister(await actorOf(cast.mrsMusa), { classId: cast.class2B.id, day: cast.today });
    const marks = register.lines.map(([studentId]) => ({ studentId, status: 'present' as const }));
    expect(await perform(submitRegister.definition, teacher, { classId: cast.class2B.id, day: cast.today, version: 0, marks })).toMatchObject({ ok: true });
    expect(await undo(change.changeId)).toMatchObject({ code: 'LOCKED', message: expect.stringContaining('Túndé') });
    const later = await made(await house(both(), 'Blue'));
    vi.spyOn(clock, 'now').mockReturnValue(new Date(Date.now() + 8 * 86_400_000));
    expect(await undo(later.changeId)).toMatchObject({ code: 'LOCKED', message: expect.stringContaining('7 days') });
    vi.restoreAllMocks();
  });
});

describe('a house for many', () => {
  it('is given, undone, and not undone over somebody’s later change', async () => {
    const red = await made(await house(both(), 'Red'));
    expect(await count('students', `house = 'Red'`)).toBe(2);
    const green = await made(await house({ ids: cast.tunde.id, count: '1' }, 'Green'));
    expect(await undo(red.changeId)).toMatchObject({ code: 'LOCKED', message: expect.stringContaining('Túndé') });
    expect(await undo(green.changeId)).toMatchObject({ ok: true });
    expect(await undo(red.changeId)).toMatchObject({ ok: true });
    expect(await count('students', `house = 'Red'`)).toBe(0);
    expect(await house(both(), 'Blue')).toMatchObject({ code: 'INVALID', message: expect.stringContaining('have that already') });
  });

  it('a department is of senior secondary', async () => {
    await write(`insert into departments (name) values ('Robotics')`);
    const answer = await perform(actions.assignDepartment.definition, await signedIn(cast.admin), { ...both(), department: 'Robotics' });
    expect(answer).toMatchObject({ code: 'INVALID', data: { problems: [expect.stringContaining('Only senior secondary'), expect.anything()] } });
  });

  it('is the office’s to give, and a parent’s selection reaches nobody else’s child', async () => {
    expect(await house(both(), 'Red', cast.grace)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await house({ ids: cast.amina.id, count: '1' }, 'Red', cast.tundesMother)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await undo((await made(await house(both(), 'Red'))).changeId, cast.grace)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await listBulkChanges(await actorOf(cast.grace))).toEqual([]);
    expect((await listBulkChanges(await actorOf(cast.admin)))[0]).toMatchObject({ kind: 'house', value: 'Red', count: 2 });
  });
});
