import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  attendanceMarks,
  changeRequests,
  enrolments,
  guardianLinks,
  notifications,
  registerSubmissions,
  safeguardingNotes,
  studentMedical,
  students,
} from '@/db/schema';
import { currentEnrolment, studentsVisibleTo } from '@/lib/people/students/queries';
import { loadActor, visitor, type Actor } from '@/lib/platform/actor';
import { reading } from '@/lib/platform/scope';
import { database } from '@/tests/support/people';
import { idOf } from './fixture';
import { everyoneMarkedAbsent } from './registers';
import { openSchool, type School } from './school';
import { places, world } from './world';

const tables = {
  students,
  student_medical: studentMedical,
  enrolments,
  guardian_links: guardianLinks,
  attendance_marks: attendanceMarks,
  register_submissions: registerSubmissions,
  notifications,
  safeguarding_notes: safeguardingNotes,
  change_requests: changeRequests,
};
type Table = keyof typeof tables;
type Line = { student: string | null; class: string | null; user: string | null; ends_on: string | null };

let school: School;
beforeAll(async () => {
  school = await openSchool();
  await everyoneMarkedAbsent(school);
});
afterAll(() => school.close());

const actorOf = async (tokenHash: Buffer | null): Promise<Actor> =>
  (tokenHash ? await loadActor({ tokenHash }) : null) ?? visitor;

/** What remains when every condition of ours is forgotten: the bare table, read with an actor’s reach. */
async function bare(actor: Actor, table: Table): Promise<number> {
  const rows = await reading(actor, undefined, (tx) => tx.select({ one: sql`1` }).from(tables[table]));
  return rows.length;
}

const columns: Record<Table, string> = {
  students: 'id as student, null::uuid as class, null::uuid as user',
  student_medical: 'student_id as student, null::uuid as class, null::uuid as user',
  enrolments: 'student_id as student, class_id as class, null::uuid as user',
  guardian_links: 'student_id as student, null::uuid as class, null::uuid as user',
  attendance_marks: 'student_id as student, class_id as class, null::uuid as user',
  register_submissions: 'null::uuid as student, class_id as class, null::uuid as user',
  notifications: 'null::uuid as student, null::uuid as class, user_id as user',
  safeguarding_notes: 'student_id as student, null::uuid as class, null::uuid as user',
  change_requests: 'student_id as student, null::uuid as class, requested_by as user',
};

const lines = (table: Table) =>
  school.footprint.owner.unsafe<Line[]>(`select ${columns[table]} from ${table}`);
const classIds = (names: readonly string[]) => names.map((name) => idOf(school.ids.classes, name));

/** Ids of the students a person is, or is a guardian of. */
const family = (name: string) =>
  [...world.children(name), name].flatMap((one) => school.ids.students[one] ?? []);

/** Students of these classes: now, or (for old registers to be readable) at any time. */
async function studentsOf(classes: string[], when: 'now' | 'ever'): Promise<string[]> {
  const rows = await lines('enrolments');
  const now = Object.keys(places).flatMap((name) =>
    classIds(world.classOf(name)).some((id) => classes.includes(id)) ? (school.ids.students[name] ?? []) : [],
  );
  return when === 'now'
    ? now
    : rows.flatMap((row) => (row.student && classes.includes(row.class ?? '') ? [row.student] : []));
}

/** The relation of each table, from the hand-written cast: what a person may have of it at the very most. */
async function atMost(name: string, table: Table): Promise<(line: Line) => boolean> {
  if (table === 'safeguarding_notes') return () => world.isSafeguarding(name);
  if (world.roles(name).some((role) => role === 'super-admin' || role === 'admin')) return () => true;
  const [taught, led, own] = [classIds(world.teaches(name)), classIds(world.leads(name)), family(name)];
  const [everTaught, ledNow] = [await studentsOf(taught, 'ever'), await studentsOf(led, 'now')];
  const isOwn = (line: Line) => own.includes(line.student ?? '');
  const rules: Record<Table, (line: Line) => boolean> = {
    students: (line) => isOwn(line) || everTaught.includes(line.student ?? ''),
    student_medical: (line) => isOwn(line) || ledNow.includes(line.student ?? ''),
    guardian_links: (line) => isOwn(line) || ledNow.includes(line.student ?? ''),
    enrolments: (line) => isOwn(line) || taught.includes(line.class ?? ''),
    attendance_marks: (line) => isOwn(line) || taught.includes(line.class ?? ''),
    register_submissions: (line) => taught.includes(line.class ?? ''),
    notifications: (line) => line.user === school.ids.users[name],
    safeguarding_notes: () => false,
    change_requests: (line) => line.user === school.ids.users[name],
  };
  return rules[table];
}

describe('the second wall holds when the first is taken away', () => {
  it.each(Object.keys(tables) as Table[])(
    '%s: each actor gets the rows of their relation and no other',
    async (table) => {
      const all = await lines(table);
      expect(all.length).toBeGreaterThan(1);
      for (const who of school.people) {
        const actor = await actorOf(who.caller.tokenHash);
        const expected = actor.kind === 'visitor' ? 0 : all.filter(await atMost(who.name, table)).length;
        expect(await bare(actor, table), `${who.label} on ${table}`).toBe(expected);
      }
    },
  );

  it('the door of the search shows nobody more than the wall does', async () => {
    for (const who of school.people) {
      const actor = await actorOf(who.caller.tokenHash);
      for (const here of [true, false, null]) {
        const isHere = sql`exists (select from enrolments e where e.student_id = students.id and e.ends_on is null)`;
        const [found, inList] = await reading(actor, undefined, async (tx) => [
          await tx.execute(sql`select id, total from students_found('{""}', ${here}, null, null, 0, null)`),
          await tx.select({ id: students.id }).from(students).leftJoin(enrolments, currentEnrolment)
            .where(sql`${studentsVisibleTo(actor)} and coalesce(${isHere} = ${here}::boolean, true)`),
        ]);
        expect(found.map((one) => one.id).toSorted(), `${who.label}, here: ${here}`).toEqual(inList.map((one) => one.id).toSorted());
        expect(found.every((one) => one.total === inList.length), who.label).toBe(true);
        expect(found.length, who.label).toBeLessThanOrEqual(await bare(actor, 'students'));
      }
    }
  });

  it('without an actor’s reach there is nothing', async () => {
    for (const table of Object.values(tables)) {
      expect(
        await database()
          .select({ one: sql`1` })
          .from(table),
      ).toEqual([]);
    }
  });

  it('reach ends with its transaction: the next user of the connection has none', async () => {
    const admin = await actorOf(school.people.find((who) => who.name === 'admin')?.caller.tokenHash ?? null);
    for (let time = 0; time < 30; time += 1) await bare(admin, 'students');
    const after = await Promise.all(
      Array.from({ length: 30 }, () =>
        database()
          .select({ one: sql`1` })
          .from(students),
      ),
    );
    expect(after.flat()).toEqual([]);
  });

  it('Grace can write nothing about 2B, even with a command that checks nothing', async () => {
    const grace = await actorOf(school.people.find((who) => who.name === 'grace')?.caller.tokenHash ?? null);
    const chidi = idOf(school.ids.students, 'chidi');
    const [register] = await school.footprint
      .owner`select id from registers where class_id = ${idOf(school.ids.classes, 'class2B')} and day = ${school.ids.cast.today}`;
    const mark = {
      registerId: String(register?.id),
      studentId: chidi,
      classId: idOf(school.ids.classes, 'class2B'),
      day: school.ids.cast.today,
      status: 'present' as const,
    };
    await expect(
      reading(grace, undefined, (tx) => tx.insert(attendanceMarks).values(mark).onConflictDoNothing()),
    ).rejects.toThrow();
    expect(
      await reading(grace, undefined, (tx) =>
        tx
          .update(students)
          .set({ address: 'x' })
          .where(sql`id = ${chidi}`)
          .returning(),
      ),
    ).toEqual([]);
    expect(
      await reading(grace, undefined, (tx) =>
        tx
          .delete(attendanceMarks)
          .where(sql`student_id = ${chidi}`)
          .returning(),
      ),
    ).toEqual([]);
  });
});
