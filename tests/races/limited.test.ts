import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { pupil, type Cast } from '@/db/seed/school';
import { addLevel } from '@/lib/classes/actions';
import { addStaff } from '@/lib/people/staff/actions';
import { commitStudents } from '@/lib/people/imports/students/commands';
import * as office from '@/lib/people/imports/office/actions';
import { workOnImport } from '@/lib/people/imports/work/commands';
import * as actions from '@/lib/people/students/actions';
import { carryOutDue } from '@/lib/people/students/placements/due/commands';
import { getRecord } from '@/lib/people/students/records/queries';
import { clock } from '@/lib/platform/clock';
import { plusDays } from '@/lib/platform/dates';
import { perform, type Caller } from '@/lib/platform/perform';
import { asSystem } from '@/lib/platform/system';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { actorOf, count, seed, signedIn } from '@/tests/support/people';
import { desks, MANY, run, type Attempt, type Race } from './race';

let db: TestDatabase;
let cast: Cast;
let number = 100;
beforeAll(async () => {
  db = await testDatabase();
  cast = await seed();
});
afterAll(() => db.close());

const write = (text: string) => asSystem('test', ({ tx }) => tx.execute(sql.raw(text)));
/** Forty more students of 2A, and one free place in 2B. */
const crowd = () => asSystem('test', async ({ tx }) => {
  await tx.execute(sql`update classes c set capacity = 1 + (select count(*) from enrolments e where e.class_id = c.id and e.ends_on is null) where id = ${cast.class2B.id}`);
  const made: { id: string }[] = [];
  for (let one = 0; one < MANY; one += 1) made.push(await pupil(tx, { surname: 'Bako', firstName: `Ali ${(number += 1)}` }, { classId: cast.class2A.id, number, startsOn: plusDays(cast.today, -70) }));
  return made;
});
const free = () => asSystem('test', async ({ tx }) => (await tx.execute<{ free: number }>(sql`
  select c.capacity - count(e.id)::int as free from classes c left join enrolments e on e.class_id = c.id and e.ends_on is null where c.id = ${cast.class2B.id} group by c.id`))[0]?.free);

const place = () => ({ class_id: cast.class2B.id, startsOn: cast.today });
const move = (caller: Caller, studentId: string) => perform(actions.moveStudent.definition, caller, { ...place(), studentId });
const readmit = (caller: Caller, studentId: string) => perform(actions.readmitStudent.definition, caller, { ...place(), studentId });
const moveMany = (caller: Caller, ids: string) => perform(actions.moveStudents.definition, caller, { ...place(), ids, count: '1' });
const add = (caller: Caller, name: string) => perform(actions.addStudent.definition, caller, {
  surname: 'Garba', first_name: name, gender: 'male', date_of_birth: '2014-02-03', class_id: cast.class2B.id,
});
const leave = (many: { id: string }[]) => write(`update enrolments set ends_on = '${plusDays(cast.today, -1)}', outcome = 'withdrawn' where student_id = any ('{${many.map((one) => one.id)}}')`);
const house = async (to: string) => {
  const answer = await perform(actions.assignHouse.definition, await signedIn(cast.admin), { ids: `${cast.tunde.id} ${cast.amina.id}`, count: '2', house: to });
  return answer.ok ? answer.data.changeId : Promise.reject(new Error(answer.message));
};
const undo = (caller: Caller, changeId: string) => perform(actions.undoBulkChange.definition, caller, { changeId });
const edit = (caller: Caller, seen: object, more: object) =>
  perform(actions.editStudent.definition, caller, { ...seen, ...more, studentId: cast.tunde.id, seen: JSON.stringify({ ...seen }) });
const record = async () => (await getRecord(await actorOf(cast.admin), { studentId: cast.tunde.id })).record;
const each = async (act: (caller: Caller, student: { id: string }, index: number) => ReturnType<Attempt>, made: { id: string }[] = []): Promise<Attempt[]> =>
  (await desks(cast.admin)).map((caller, index) => () => act(caller, made[index] ?? { id: '' }, index));

let imported = '';
const importOne = () => asSystem('import', async (ctx) => {
  const [row] = await ctx.tx.execute<{ id: string }>(sql`insert into imports (kind, state, file_name, created_by, requested_by, committed_at)
    values ('students', 'committed', 'roll.csv', ${cast.admin.id}, ${cast.admin.id}, now()) returning id`);
  await ctx.tx.execute(sql`select set_config('app.import', ${row?.id ?? ''}, true)`);
  await commitStudents(ctx, 'surname,first_name,gender,date_of_birth,class_level,class_arm\nImported,Ada,Female,2014-03-02,JSS 2,A');
  imported = row?.id ?? '';
});

const races: Race[] = [
  { what: 'the free place, by moves', losers: ['INVALID'], state: free, left: 0, attempts: async () => each((caller, { id }) => move(caller, id), await crowd()) },
  {
    what: 'the free place, by returns', losers: ['INVALID'], state: free, left: 0,
    attempts: async () => {
      const made = await crowd();
      await leave(made);
      return each((caller, { id }) => readmit(caller, id), made);
    },
  },
  { what: 'the free place, by new students', losers: ['INVALID'], state: free, left: 0, attempts: async () => each((caller, _, index) => add(caller, `Musa ${index}`), await crowd()) },
  { what: 'the free place, by changes of many', losers: ['INVALID'], state: free, left: 0, attempts: async () => each((caller, { id }) => moveMany(caller, id), await crowd()) },
  {
    what: 'the free place, by all of these', losers: ['INVALID'], state: free, left: 0,
    attempts: async () => {
      const made = await crowd();
      await leave(made.slice(0, 10));
      return each((caller, { id }, index) => (index < 10 ? readmit(caller, id) : index < 20 ? move(caller, id) : index < 30 ? moveMany(caller, id) : add(caller, `Sani ${index}`)), made);
    },
  },
  {
    what: 'one plan for Túndé', losers: ['LOCKED'], state: () => count('planned_placements', `student_id = '${cast.tunde.id}'`), left: 1,
    attempts: async () => {
      await write(`update classes set capacity = 200`);
      return each((caller) => perform(actions.moveStudent.definition, caller, { ...place(), startsOn: plusDays(cast.today, 3), studentId: cast.tunde.id }));
    },
  },
  {
    what: 'the undo of a change of many', losers: ['LOCKED'], state: () => count('students', `house = 'Red'`), left: 0,
    attempts: async () => {
      const changeId = await house('Red');
      return each((caller) => undo(caller, changeId));
    },
  },
  {
    what: 'the undo of an edit', losers: ['INVALID'], state: async () => [(await record()).lga, await count('events', `name = 'people.student-edited' and detail -> 'before' ->> 'lga' = 'Ifo'`)], left: ['', 1],
    attempts: async () => {
      const before = await record();
      const edited = await edit(await signedIn(cast.admin), before, { lga: 'Ifo' });
      expect(edited).toMatchObject({ ok: true });
      return each((caller) => edit(caller, { ...before, lga: 'Ifo' }, { lga: '' }));
    },
  },
  {
    what: 'the undo of an import', losers: ['CONFLICT'], left: [0, 1],
    attempts: async () => {
      await importOne();
      return each((caller) => perform(office.undoImport.definition, caller, { importId: imported }));
    },
    state: async () => {
      await Promise.all([workOnImport(), workOnImport()]);
      return [await count('students', `surname = 'Imported'`), await count('events', `name = 'people.import-undone'`)];
    },
  },
  {
    what: 'the name of a level', losers: ['INVALID'], state: () => count('levels', `name = 'JSS 3'`), left: 1,
    attempts: () => each((caller) => perform(addLevel.definition, caller, { name: 'JSS 3', stage: 'junior-secondary' })),
  },
  {
    what: 'the number of a member of staff', losers: ['INVALID'], state: () => count('users', `phone = '+2348099990001'`), left: 1,
    attempts: () => each((caller, _, index) => perform(addStaff.definition, caller, {
      title: 'Mr', surname: 'Okoro', firstName: `Ben ${index}`, gender: 'male', role: 'teacher', phone: '0809 999 0001', email: '',
    })),
  },
];

it.each(races)('forty at once want $what: one gets it, everybody else a sentence', async (race) => run(race), 120_000);

it('forty plans come due at once for one free place, at four workers: one is carried out, and the office hears of the others', async () => {
  const made = await crowd();
  const monday = plusDays(cast.today, 3);
  const caller = await signedIn(cast.admin);
  for (const { id } of made) expect(await perform(actions.moveStudent.definition, caller, { ...place(), startsOn: monday, studentId: id })).toMatchObject({ ok: true });
  vi.spyOn(clock, 'now').mockReturnValue(new Date(`${monday}T00:02:00+01:00`));
  while ((await count('planned_placements')) > 0) await Promise.all([carryOutDue(), carryOutDue(), carryOutDue(), carryOutDue()]);
  vi.restoreAllMocks();
  expect(await free()).toBe(0);
}, 120_000);

it('an undo of a change of many beside an edit of the same student: whoever comes second sees the first, and no edit is lost', async () => {
  for (let round = 0; round < 6; round += 1) {
    await write(`update students set house = ''`);
    const changeId = await house('Red');
    const seen = await record();
    const [one, two] = await desks(cast.admin, 2);
    if (!one || !two) throw new Error('two desks');
    const [undone, edited] = await Promise.all([undo(one, changeId), edit(two, seen, { house: `Green ${round}` })]);
    expect([undone.ok ? 'ok' : undone.code, edited.ok ? 'ok' : edited.code].toSorted()).toEqual(undone.ok ? ['CONFLICT', 'ok'] : ['LOCKED', 'ok']);
    expect((await record()).house).toBe(undone.ok ? '' : `Green ${round}`);
  }
}, 120_000);
