import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as attendance from '@/lib/attendance/policy';
import { getBoard, getClassSummary, listChildrenToday, listStudentMarks } from '@/lib/attendance/queries';
import * as classPolicy from '@/lib/classes/policy';
import { getClassPage, listClasses } from '@/lib/classes/queries';
import { listNotifications } from '@/lib/notifications/queries';
import * as staffPolicy from '@/lib/people/staff/policy';
import { listStaff } from '@/lib/people/staff/queries';
import * as studentPolicy from '@/lib/people/students/policy';
import { getStudent, getStudentPage, listMyChildren, listStudents } from '@/lib/people/students/queries';
import { loadActor, loadPageFrame, visitor, type Actor } from '@/lib/platform/actor';
import { can } from '@/lib/platform/authz';
import { AppError } from '@/lib/platform/errors';
import { idOf } from './fixture';
import { everyoneMarkedAbsent } from './registers';
import { openSchool, type School } from './school';
import { places, studentNames } from './world';

let school: School;
let actors: { label: string; actor: Actor; name: string; tokenHash: Buffer | null }[];
beforeAll(async () => {
  school = await openSchool();
  actors = [];
  for (const { name, label, standing, caller } of school.people) {
    const person = caller.tokenHash ? await loadActor({ tokenHash: caller.tokenHash }) : null;
    if (standing === 'works' || standing === 'visitor')
      actors.push({ name, label, actor: person ?? visitor, tokenHash: caller.tokenHash });
    else expect(person?.mustChoosePassword ?? true).toBe(true);
  }
  await everyoneMarkedAbsent(school);
});
afterAll(() => school.close());

const found = <T>(query: Promise<T>): Promise<T | null> =>
  query.catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'NOT_FOUND') return null;
    throw error;
  });
const inClass = (name: string) =>
  (places[name]?.inClass ?? []).map((one) => idOf(school.ids.classes, one))[0] ?? null;
const span = () => ({ first: '2000-01-01', last: '2100-01-01' });

/** For every actor and row: what is listed, and what the policy says. Differences come back as sentences. */
async function disagreements(
  rows: string[],
  ask: (actor: Actor, row: string) => Promise<{ listed: boolean; allowed: boolean }>,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const { label, actor } of actors) {
    for (const row of rows) {
      const { listed, allowed } = await ask(actor, row);
      if (listed !== allowed)
        wrong.push(
          `${label} and ${row}: ${listed ? 'listed' : 'not listed'}, but ${allowed ? 'may' : 'may not'} see it`,
        );
    }
  }
  return wrong;
}

const relation = (name: string) => ({ studentId: idOf(school.ids.students, name), classId: inClass(name) });

describe('what is listed is what may be seen', () => {
  it.each([
    [
      'listStudents',
      async (actor: Actor, id: string) =>
        (await Promise.all((['enrolled', 'left'] as const).map((show) => listStudents(actor, { q: '', page: 1, show })))).some(({ rows }) => rows.some((row) => row.id === id)),
    ],
    ['getStudent', async (actor: Actor, id: string) => (await found(getStudent(actor, id))) !== null],
    ['getStudentPage', async (actor: Actor, id: string) => (await found(getStudentPage(actor, id))) !== null],
  ])('%s agrees with students.view', async (_, lists) => {
    expect(
      await disagreements(studentNames, async (actor, name) => ({
        listed: await lists(actor, idOf(school.ids.students, name)),
        allowed: can(actor, studentPolicy.view, relation(name)),
      })),
    ).toEqual([]);
  });

  it('the full record is on the page of a student for whom students.view-record says so', async () => {
    expect(
      await disagreements(studentNames, async (actor, name) => ({
        listed: Boolean((await found(getStudentPage(actor, idOf(school.ids.students, name))))?.record),
        allowed: can(actor, studentPolicy.viewRecord, relation(name)),
      })),
    ).toEqual([]);
  });

  it('listStudentMarks gives marks of today to those whom attendance.view-student allows, and to nobody else', async () => {
    const now = studentNames.filter((name) => inClass(name) !== null);
    expect(
      await disagreements(now, async (actor, name) => {
        const marks = await listStudentMarks(actor, {
          studentId: idOf(school.ids.students, name),
          ...span(),
        });
        return {
          listed: marks.some((mark) => mark.day === school.ids.cast.today),
          allowed: can(actor, attendance.viewStudent, relation(name)),
        };
      }),
    ).toEqual([]);
  });

  it.each([
    [
      'listClasses',
      async (actor: Actor, id: string) => (await listClasses(actor)).some((row) => row.id === id),
    ],
    ['getClassPage', async (actor: Actor, id: string) => (await found(getClassPage(actor, id))) !== null],
  ])('%s agrees with classes.view', async (_, lists) => {
    expect(
      await disagreements(Object.keys(school.ids.classes), async (actor, name) => {
        const classId = idOf(school.ids.classes, name);
        return { listed: await lists(actor, classId), allowed: can(actor, classPolicy.view, { classId }) };
      }),
    ).toEqual([]);
  });

  it.each([
    [
      'getBoard',
      async (actor: Actor, id: string) =>
        (await getBoard(actor, school.ids.cast.today)).tiles.some((tile) => tile.classId === id),
    ],
    [
      'getClassSummary',
      async (actor: Actor, id: string) =>
        (await found(getClassSummary(actor, { classId: id, ...span() }))) !== null,
    ],
  ])('%s agrees with attendance.view', async (_, lists) => {
    expect(
      await disagreements(Object.keys(school.ids.classes), async (actor, name) => {
        const classId = idOf(school.ids.classes, name);
        return { listed: await lists(actor, classId), allowed: can(actor, attendance.view, { classId }) };
      }),
    ).toEqual([]);
  });

  it('the absentees of the board are those of classes whose register one may see', async () => {
    const away = studentNames.filter((name) => inClass(name) !== null);
    expect(
      await disagreements(away, async (actor, name) => ({
        listed: (await getBoard(actor, school.ids.cast.today)).away.some(
          (one) => one.studentId === idOf(school.ids.students, name),
        ),
        allowed: can(actor, attendance.view, { classId: inClass(name) ?? '' }),
      })),
    ).toEqual([]);
  });

  it('my children are those I am a verified guardian of now, or myself', async () => {
    expect(
      await disagreements(studentNames, async (actor, name) => {
        const id = idOf(school.ids.students, name);
        const [children, marks] = [
          await listMyChildren(actor),
          await listChildrenToday(actor, school.ids.cast.today),
        ];
        const who = actors.find((one) => one.actor === actor)?.name ?? '';
        const isMine = Boolean(places[who]?.children?.includes(name)) || who === name;
        expect(marks.some((mark) => mark.studentId === id)).toBe(isMine && inClass(name) !== null);
        return { listed: children.some((child) => child.id === id), allowed: isMine };
      }),
    ).toEqual([]);
  });

  it('the staff directory is all or nothing, as staff.list says', async () => {
    const staff = Object.keys(places).filter((name) =>
      places[name]?.roles.some((role) => ['super-admin', 'admin', 'teacher'].includes(role)),
    );
    expect(
      await disagreements(staff, async (actor, name) => ({
        listed: (await listStaff(actor, { q: '', page: 1 })).rows.some(
          (row) => row.userId === idOf(school.ids.users, name),
        ),
        allowed: can(actor, staffPolicy.list, undefined),
      })),
    ).toEqual([]);
  });

  it('everyone, the office too, reads only their own notices', async () => {
    for (const { actor, tokenHash } of actors) {
      const expected = actor.kind === 'person' ? 1 : 0;
      expect((tokenHash && (await loadPageFrame(tokenHash)))?.unread ?? 0).toBe(expected);
      expect((await listNotifications(actor, 1)).rows).toHaveLength(expected);
    }
  });
});
