import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '@/db/client';
import type { Cast } from '@/db/seed/school';
import { listDisabled } from '@/lib/accounts/bin/queries';
import { getBoard, getSchoolDay, listBoardLevels } from '@/lib/attendance/queries';
import { listClasses, listClassNames, listLevels, listLevelSizes } from '@/lib/classes/queries';
import { listHistory } from '@/lib/history/queries';
import { historySearch } from '@/lib/history/schema';
import { listNotifications } from '@/lib/notifications/queries';
import { listRequests } from '@/lib/people/change-requests/queries';
import { listGuardians } from '@/lib/people/guardians/queries';
import { listImports } from '@/lib/people/imports/office/queries';
import { peopleSearch, staffSearch, studentSearch } from '@/lib/people/schema';
import { listStaff } from '@/lib/people/staff/queries';
import { listStudents } from '@/lib/people/students/queries';
import type { Actor } from '@/lib/platform/actor';
import { PAGE_SIZE } from '@/lib/platform/paging';
import { asSystem } from '@/lib/platform/system';
import { getSchool } from '@/lib/school/queries';
import { statementsOf } from '@/tests/support/counted';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { MANY, many } from '@/tests/support/many';
import { actorOf, seed } from '@/tests/support/people';

type Read = (actor: Actor, tx: Tx, cast: Cast) => Promise<{ length: number }>;

const rowsOf = async <T>(list: Promise<{ rows: T[] }>) => (await list).rows;
const students = (asked: object): Read => (actor, tx) => rowsOf(listStudents(actor, studentSearch.parse(asked), tx));
const guardians = (asked: object): Read => (actor, tx) => rowsOf(listGuardians(actor, peopleSearch.parse(asked), tx));
const staff = (asked: object): Read => (actor, tx) => rowsOf(listStaff(actor, staffSearch.parse(asked), tx));
const history = (asked: object): Read => (actor, tx) => listHistory(actor, historySearch.parse(asked), undefined, tx);

/** What each list asks, as its page does: the statements, and how many rows it must have shown when there are many. */
const lists: [name: string, statements: number, rows: number, read: Read][] = [
  ['students', 2, 50, students({})],
  ['students, second page', 2, 50, students({ page: 2 })],
  ['students of a class', 2, 50, (actor, tx, cast) => students({ class: cast.class2A.id })(actor, tx, cast)],
  ['students of a level', 2, 50, (actor, tx, cast) => students({ level: cast.class2A.levelId })(actor, tx, cast)],
  ['students who left', 2, 50, students({ show: 'left' })],
  ['students by name', 1, 50, students({ q: 'many' })],
  ['students by name of a class', 1, 50, (actor, tx, cast) => students({ q: 'many', class: cast.class2A.id })(actor, tx, cast)],
  ['students by name of a level', 1, 50, (actor, tx, cast) => students({ q: 'many', level: cast.class2A.levelId })(actor, tx, cast)],
  ['students by name who left', 1, 50, students({ q: 'many', show: 'left' })],
  ['students by number', 1, 1, students({ q: 'MANY-STU-117' })],
  ['the filters of the students', 2, 1, async (actor, tx) => (await Promise.all([listClassNames(actor, undefined, tx), listLevels(tx)]))[1]],
  ['guardians', 2, 50, guardians({})],
  ['guardians by name', 1, 50, guardians({ q: 'many' })],
  ['guardians by phone', 1, 1, guardians({ q: '0803 123 4567' })],
  ['staff', 2, 50, staff({})],
  ['staff by name', 2, 50, staff({ q: 'many' })],
  ['staff by role', 2, 50, staff({ role: 'teacher' })],
  ['the levels of the board', 1, 1, (actor, tx, { today }) => listBoardLevels(actor, today, tx)],
  ['the board', 2, 50, async (actor, tx, { today }) => (await getBoard(actor, today, undefined, tx)).tiles],
  ['the levels of classes', 1, 1, (actor, tx) => listLevelSizes(actor, undefined, tx)],
  ['classes', 1, 50, (actor, tx) => listClasses(actor, {}, tx)],
  ['classes of a session', 1, 50, (actor, tx, { class2A }) => listClasses(actor, { academicSessionId: class2A.academicSessionId }, tx)],
  ['history', 1, 50, history({})],
  ['history of an area', 1, 50, history({ area: 'people' })],
  ['history of a person', 1, 50, history({ who: 'THS-ADM-001' })],
  ['history of a day', 1, 50, (actor, tx, cast) => history({ from: cast.today, to: cast.today })(actor, tx, cast)],
  ['imports', 1, 30, (actor, tx) => listImports(actor, tx)],
  ['change requests', 2, 50, (actor, tx) => rowsOf(listRequests(actor, { mine: false, page: 1 }, tx))],
  ['the recycle bin', 2, 50, (actor, tx) => rowsOf(listDisabled(actor, 1, tx))],
  ['notices', 2, 50, (actor, tx) => rowsOf(listNotifications(actor, 1, tx))],
];

let db: TestDatabase;
let cast: Cast;
let admin: Actor;
const few = new Map<string, number>();

/** The school's settings are kept for seconds; they are read before, so that no list pays for them. */
const ask = async (read: Read): Promise<{ statements: number; rows: number }> => {
  await getSchool();
  let rows = 0;
  const statements = await statementsOf(admin, async (tx) => { rows = (await read(admin, tx, cast)).length; });
  return { statements, rows };
};

beforeAll(async () => {
  db = await testDatabase();
  cast = await seed();
  admin = await actorOf(cast.admin);
  for (const [name, , , read] of lists) few.set(name, (await ask(read)).statements);
  await asSystem('test', ({ tx }) => many(tx, cast));
});
afterAll(() => db.close());

describe('a list of the office asks the database as often for a full page as for a few rows', () => {
  it.each(lists)('%s: %i', async (name, statements, least, read) => {
    const full = await ask(read);
    expect(full.rows).toBeGreaterThanOrEqual(least);
    expect({ few: few.get(name), full: full.statements }).toEqual({ few: statements, full: statements });
  });
});

it('the day of the whole school adds up what its tiles say, however many classes there are', async () => {
  await asSystem('test', ({ tx }) => tx.execute(sql`
    insert into registers (class_id, day, version, taken_at, taken_by, present, absent, late, excused)
    select id, ${cast.today}::date, 1, case when row_number() over (order by name) % 2 = 0 then now() end, ${cast.grace.id}, 30, 2, 1, 1
    from classes where level_id = ${cast.class2A.levelId}`));
  const { tiles } = await getBoard(admin, cast.today);
  const sum = (of: (tile: (typeof tiles)[number]) => number) => tiles.reduce((all, tile) => all + of(tile), 0);
  expect(tiles.length).toBeGreaterThan(MANY);
  expect(await getSchoolDay(admin, cast.today)).toEqual({
    classes: tiles.length, taken: sum((one) => (one.takenAt ? 1 : 0)), inSchool: sum((one) => one.present + one.late),
    absent: sum((one) => one.absent + one.excused), late: sum((one) => one.late), hasStudents: true,
  });
});

describe('the number above a list is the number of its rows, wherever it is counted', () => {
  const findStudents = (asked: object) => listStudents(admin, studentSearch.parse(asked));
  const findGuardians = (asked: object) => listGuardians(admin, peopleSearch.parse(asked));
  const findStaff = (asked: object) => listStaff(admin, staffSearch.parse(asked));

  it.each([
    ['students', () => findStudents({}), 3 + MANY],
    ['students of JSS 2A', () => findStudents({ class: cast.class2A.id }), 2 + MANY],
    ['students who left', () => findStudents({ show: 'left' }), MANY],
    ['students who left, of a class: whoever left is in none', () => findStudents({ show: 'left', class: cast.class2A.id }), 0],
    ['students who left, by name', () => findStudents({ show: 'left', q: 'mány' }), MANY],
    ['students by name', () => findStudents({ q: 'mány' }), MANY],
    ['students by number, though every number has "MANY" and "STU"', () => findStudents({ q: 'many-stu-117' }), 1],
    ['guardians', () => findGuardians({}), 4 + MANY],
    ['guardians by name', () => findGuardians({ q: 'mány' }), MANY],
    ['guardians by two letters, Danjuma among them', () => findGuardians({ q: 'má' }), 1 + MANY],
    ['guardians by phone', () => findGuardians({ q: '0803 123 456' }), 4],
    ['staff by name', () => findStaff({ q: 'mány' }), MANY],
    ['the change requests', () => listRequests(admin, { mine: false, page: 1 }), MANY],
    ['the notices', () => listNotifications(admin, 1), MANY],
    ['the recycle bin', () => listDisabled(admin, 1), MANY],
  ])('%s', async (_, read, total) => {
    const found = await read();
    expect(found.total).toBe(total);
    expect(found.rows).toHaveLength(Math.min(total, PAGE_SIZE));
  });

  it('the second and the third page go on where the first ends, without a gap or a repeat', async () => {
    const lists: [(page: number) => Promise<{ rows: { id: string }[] }>, number][] = [
      [(page) => findGuardians({ page }), 4 + MANY], [(page) => findStudents({ q: 'mány', page }), MANY], [(page) => listRequests(admin, { mine: false, page }), MANY],
      [(page) => listNotifications(admin, page), MANY],
    ];
    for (const [read, all] of lists) {
      const pages = await Promise.all([1, 2, 3].map(read));
      expect(new Set(pages.flatMap((one) => one.rows.map((row) => row.id))).size).toBe(all);
    }
  });

  it('is the same past the end, so that the page can show its last rows', async () => {
    for (const read of [() => findStudents({ q: 'mány', page: 9 }), () => findGuardians({ q: 'mány', page: 9 }), () => listRequests(admin, { mine: false, page: 9 })]) {
      expect(await read()).toEqual({ rows: [], total: MANY });
    }
  });
});
