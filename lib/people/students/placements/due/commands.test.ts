import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { attendanceMarks, registers, studentMedical } from '@/db/schema';
import type { Cast } from '@/db/seed/school';
import { removeClass } from '@/lib/classes/actions';
import { clock } from '@/lib/platform/clock';
import { plusDays, sayDay, type Day } from '@/lib/platform/dates';
import { perform } from '@/lib/platform/perform';
import { reading } from '@/lib/platform/scope';
import { asSystem } from '@/lib/platform/system';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { actorOf, count, seed, signedIn } from '@/tests/support/people';
import * as actions from '../../actions';
import { getStudentPage } from '../../queries';
import { move as carriedOut } from '../commands';
import { getPlaced, getStays } from '../queries';
import { carryOutDue } from './commands';

let db: TestDatabase;
let cast: Cast;
beforeAll(async () => {
  db = await testDatabase();
  cast = await seed();
  await asSystem('test', ({ tx }) => tx.insert(studentMedical).values({ studentId: cast.tunde.id, notes: 'Asthma' }));
});
beforeEach(() => write(`delete from planned_placements`));
afterEach(() => vi.restoreAllMocks());
afterAll(() => db.close());

const write = (text: string) => asSystem('test', ({ tx }) => tx.execute(sql.raw(text)));
/** The first minutes of a day of the school, seen by its clock; sign-ins of the tests stay young, because the database's clock goes on. */
const itIs = (day: Day) => vi.spyOn(clock, 'now').mockReturnValue(new Date(`${day}T00:02:00+01:00`));
const monday = () => plusDays(cast.today, 3);

const to = (more: object) => ({ studentId: cast.tunde.id, class_id: cast.class2B.id, startsOn: monday(), ...more });
const move = async (more: object = {}) => perform(actions.moveStudent.definition, await signedIn(cast.admin), to(more));
const readmit = async (more: object = {}) => perform(actions.readmitStudent.definition, await signedIn(cast.admin), to(more));
const withdraw = async () =>
  perform(actions.withdrawStudent.definition, await signedIn(cast.admin), { studentId: cast.tunde.id, lastDay: cast.today, reason: 'Moved to Ibadan' });
const cancel = async (by: { id: string } = cast.admin) =>
  perform(actions.cancelPlannedPlacement.definition, await signedIn(by), { studentId: cast.tunde.id });
const sees = async (person: { id: string }) => getStudentPage(await actorOf(person), cast.tunde.id).then(() => true, () => false);
const seesNotes = async (person: { id: string }) => {
  const actor = await actorOf(person);
  return (await reading(actor, undefined, (tx) => tx.select().from(studentMedical))).length > 0;
};
const both = async (look: typeof sees) => [await look(cast.grace), await look(cast.mrsMusa)];
const backTo2A = async () => {
  await write(`delete from enrolments where student_id = '${cast.tunde.id}' and ends_on is null`);
  await write(`update enrolments set ends_on = null, outcome = null where student_id = '${cast.tunde.id}'`);
};
const isIn = (one: { id: string }) => count('enrolments', `student_id = '${cast.tunde.id}' and class_id = '${one.id}' and ends_on is null`);
const told = (person: { id: string }, title: string) => count('notifications', `user_id = '${person.id}' and title like '${title}'`);

describe('Túndé moves to JSS 2B on Monday', () => {
  it('until Monday Mrs Bello sees him and his medical notes, and Mrs Musa does not; on Monday it is the other way round', async () => {
    expect(await move()).toMatchObject({ ok: true, data: { className: 'JSS 2B', from: monday() } });
    expect([await both(sees), await both(seesNotes)]).toEqual([[true, false], [true, false]]);
    expect((await getStays(await actorOf(cast.admin), { studentId: cast.tunde.id })).planned).toMatchObject({ className: 'JSS 2B', startsOn: monday(), by: 'Ehigie Osasere' });
    expect((await getStays(await actorOf(cast.grace), { studentId: cast.tunde.id })).planned).toBeNull();
    const shown = async (person: { id: string }) => (await getStudentPage(await actorOf(person), cast.tunde.id)).planned;
    for (const one of [cast.admin, cast.superAdmin]) expect(await shown(one)).toMatchObject({ kind: 'move', className: 'JSS 2B', startsOn: monday() });
    for (const one of [cast.grace, cast.mrObi, cast.tundesMother, { id: cast.tunde.userId }]) expect(await shown(one)).toBeNull();
    itIs(plusDays(monday(), -1));
    await carryOutDue();
    expect(await both(sees)).toEqual([true, false]);

    itIs(monday());
    await Promise.all([carryOutDue(), carryOutDue()]);
    await carryOutDue();
    expect([await both(sees), await both(seesNotes)]).toEqual([[false, true], [false, true]]);
    const { stays, planned } = await getStays(await actorOf(cast.admin), { studentId: cast.tunde.id });
    expect(stays.slice(0, 2)).toMatchObject([
      { className: 'JSS 2B', startsOn: monday(), endsOn: null },
      { className: 'JSS 2A', endsOn: plusDays(monday(), -1), outcome: 'moved' },
    ]);
    expect(planned).toBeNull();
    expect(await count('events', `name = 'people.student-moved' and actor_id = '${cast.admin.id}' and request_id like 'planned-placements-%'`)).toBe(1);
    await backTo2A();
  });

  it('cancelled by the office: he stays; nobody else cancels, and a plan is cancelled once', async () => {
    await move();
    expect(await cancel(cast.grace)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await cancel()).toMatchObject({ ok: true });
    expect(await cancel()).toMatchObject({ code: 'CONFLICT' });
    itIs(monday());
    await carryOutDue();
    expect(await isIn(cast.class2A)).toBe(1);
    expect(await count('events', `name = 'people.planned-placement-cancelled'`)).toBe(1);
  });

  it('a second move is refused while one waits, in words that say which', async () => {
    await move();
    const sentence = `The student moves to JSS 2B on ${sayDay(monday())}. Cancel that first.`;
    expect(await move({ startsOn: plusDays(monday(), 1) })).toMatchObject({ code: 'LOCKED', message: sentence });
    expect(await move({ startsOn: cast.today })).toMatchObject({ code: 'LOCKED', message: sentence });
  });

  it('and JSS 2B is full by then: he stays, the office is told once, and nothing is tried again', async () => {
    await move();
    await write(`update classes set capacity = 1 where id = '${cast.class2B.id}'`);
    itIs(monday());
    await carryOutDue();
    await carryOutDue();
    expect(await isIn(cast.class2A)).toBe(1);
    for (const one of [cast.admin, cast.superAdmin]) expect(await told(one, 'Adébáyọ̀ Túndé was not moved to JSS 2B')).toBe(1);
    expect(await told(cast.grace, '%')).toBe(0);
    expect(await count('notifications', `body like '%JSS 2B is full by now.%'`)).toBe(2);
    expect([await count('events', `name = 'people.planned-placement-failed'`), await count('planned_placements')]).toEqual([1, 0]);
    vi.restoreAllMocks();
    expect(await move()).toMatchObject({ fields: { is_over: expect.any(String) } });
    expect(await move({ is_over: cast.class2B.id })).toMatchObject({ ok: true });
    itIs(monday());
    await carryOutDue();
    expect(await isIn(cast.class2B)).toBe(1);
    await write(`update classes set capacity = 40 where id = '${cast.class2B.id}'`);
    await backTo2A();
  });

  it('and has a mark in JSS 2A on Monday, because the worker was away: he moves on Tuesday, the mark stays', async () => {
    await move();
    const [register] = await asSystem('test', ({ tx }) => tx.insert(registers)
      .values({ classId: cast.class2A.id, day: monday(), version: 1, takenAt: sql`now()`, takenBy: cast.grace.id }).returning());
    await asSystem('test', ({ tx }) => tx.insert(attendanceMarks)
      .values({ registerId: register?.id ?? '', studentId: cast.tunde.id, classId: cast.class2A.id, day: monday(), status: 'present' }));
    itIs(monday());
    await carryOutDue();
    expect(await isIn(cast.class2A)).toBe(1);
    itIs(plusDays(monday(), 1));
    await carryOutDue();
    expect(await count('enrolments', `class_id = '${cast.class2B.id}' and starts_on = '${plusDays(monday(), 1)}' and student_id = '${cast.tunde.id}'`)).toBe(1);
    await backTo2A();
    await write(`delete from attendance_marks`);
  });

  it('a class that a plan waits for is not removed', async () => {
    const spare = '00000000-0000-4000-8000-00000000002c';
    await write(`insert into classes (id, academic_session_id, level_id, arm, name) select '${spare}', academic_session_id, level_id, 'C', 'JSS 2C' from classes where id = '${cast.class2A.id}'`);
    await move({ class_id: spare });
    expect(await perform(removeClass.definition, await signedIn(cast.admin), { classId: spare })).toMatchObject({ code: 'LOCKED', message: expect.stringContaining('1 planned move') });
  });
});

it('put off to tomorrow by a mark that is written meanwhile, a promotion stays one, and its undo still finds it', async () => {
  const id = '01890000-0000-7000-8000-000000000017';
  const put = { ...to({ startsOn: plusDays(cast.today, 1) }), department: '' };
  await asSystem('test', async (ctx) => carriedOut(ctx, put, await getPlaced(ctx.actor, put, ctx.tx), { id, outcome: 'promoted' }));
  const [row] = await write(`select outcome, enrolment_id as id from planned_placements`);
  expect(row).toEqual({ outcome: 'promoted', id });
});

describe('Túndé leaves', () => {
  it('before his move: the plan goes with him, and nothing brings him back', async () => {
    await move();
    expect(await withdraw()).toMatchObject({ ok: true });
    expect(await count('planned_placements')).toBe(0);
    itIs(monday());
    await carryOutDue();
    expect([await isIn(cast.class2A), await isIn(cast.class2B)]).toEqual([0, 0]);
  });

  it('is to come back on Monday: no class and no sign-in until then, both on that day', async () => {
    expect(await readmit()).toMatchObject({ ok: true, data: { from: monday() } });
    expect([await isIn(cast.class2B), await count('users', `id = '${cast.tunde.userId}' and status = 'disabled'`)]).toEqual([0, 1]);
    expect(await both(sees)).toEqual([false, false]);
    itIs(monday());
    await carryOutDue();
    expect([await isIn(cast.class2B), await count('users', `id = '${cast.tunde.userId}' and status = 'active'`)]).toEqual([1, 1]);
  });

  it('by a way that knows nothing of plans: the plan fails, and the office is told why', async () => {
    await move({ class_id: cast.class2A.id, startsOn: plusDays(monday(), 2) });
    await write(`update enrolments set ends_on = '${monday()}', outcome = 'withdrawn' where student_id = '${cast.tunde.id}' and ends_on is null`);
    itIs(plusDays(monday(), 2));
    await carryOutDue();
    expect(await count('notifications', `user_id = '${cast.admin.id}' and body like '%is in no class now%' and link = '/students/${cast.tunde.id}/placement'`)).toBe(1);
    expect([await isIn(cast.class2A), await count('planned_placements')]).toEqual([0, 0]);
  });
});
