import { and, asc, eq, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Tx } from '@/db/client';
import { classes, departments, enrolments, guardianLinks, guardians, levels, students, users } from '@/db/schema';
import { isOffice, type Actor } from '@/lib/platform/actor';
import { can } from '@/lib/platform/authz';
import { AppError } from '@/lib/platform/errors';
import { PAGE_SIZE, rowsBefore } from '@/lib/platform/paging';
import { reading } from '@/lib/platform/scope';
import { wordsOf } from '@/lib/people/rules';
import type { StudentSearch } from '@/lib/people/schema';
import { findPlanned } from './placements/plans/queries';
import * as may from './policy';

/** The enrolment a student has now, to join on. */
export const currentEnrolment = and(eq(enrolments.studentId, students.id), isNull(enrolments.endsOn));

/** The students an actor may see, as a condition on `students` joined to their current enrolment. */
export function studentsVisibleTo(actor: Actor, studentId: AnyPgColumn = students.id): SQL {
  if (actor.kind === 'system' || isOffice(actor)) return sql`true`;
  if (actor.kind !== 'person') return sql`false`;
  const own = [...actor.guardianOf, ...(actor.studentId ? [actor.studentId] : [])];
  const conditions = [
    own.length > 0 && sql`${studentId} = any (${`{${own.join(',')}}`}::uuid[])`,
    actor.teaches.size > 0 && sql`${enrolments.classId} = any (${`{${[...actor.teaches].join(',')}}`}::uuid[])`,
  ].filter((condition) => condition !== false);
  return or(...conditions) ?? sql`false`;
}

/** One page of students by name, with the count of all that match. Search ignores accents. */
export async function listStudents(actor: Actor, search: StudentSearch, tx?: Tx) {
  const words = wordsOf(search.q);
  return reading(actor, tx, async (open) => {
    // The page is chosen first; only for what is shown is the class looked up.
    const chosen = (words.length > 0 ? pageFound(actor, { ...search, words }, open) : pageInOrder(actor, search, open)).as('chosen');
    const page = open
      .select({
        id: chosen.id, surname: chosen.surname, firstName: chosen.firstName, otherNames: chosen.otherNames,
        admissionNumber: chosen.admissionNumber, className: classes.name, total: chosen.total,
      })
      .from(chosen)
      .leftJoin(classes, eq(classes.id, chosen.classId))
      .orderBy(asc(chosen.searchName), asc(chosen.id));
    const all = () => (search.show === 'left' ? countLeft(actor, search, open) : countHere(actor, search, open));
    const [found, [counted]] = await Promise.all([page, words.length > 0 ? [] : all()]);
    // Past the end there is no row that says how many there are.
    const [past] = words.length > 0 && found.length === 0 && search.page > 1 ? await pageFound(actor, { ...search, words, page: 1 }, open) : [];
    return { rows: found.map(({ total: _total, ...row }) => row), total: counted?.count ?? (found[0] ?? past)?.total ?? 0 };
  });
}

const shown = {
  id: students.id, surname: students.surname, firstName: students.firstName, otherNames: students.otherNames,
  admissionNumber: students.admissionNumber, searchName: students.searchName, classId: enrolments.classId,
};

/** The page of a search by words, each row with the count of all: both come through the door that asks the index. */
function pageFound(actor: Actor, search: StudentSearch & { words: string[] }, open: Tx) {
  const found = sql`students_found(${textArray(search.words)}, ${search.show === 'enrolled'},
    ${search.class ?? null}::uuid, ${search.level ?? null}::uuid, ${rowsBefore(search.page)}::int, ${PAGE_SIZE}::int) found`;
  return open
    .select({ ...shown, total: sql<number>`found.total`.as('total') })
    .from(students)
    .innerJoin(found, sql`found.id = ${students.id}`)
    .leftJoin(enrolments, currentEnrolment)
    .where(studentsVisibleTo(actor));
}

/** The page without words, walked in the order of the names. */
function pageInOrder(actor: Actor, search: StudentSearch, open: Tx) {
  return open
    .select({ ...shown, total: sql<number>`0`.as('total') })
    .from(students)
    .leftJoin(enrolments, currentEnrolment)
    .where(and(studentsVisibleTo(actor), matching(search)))
    .orderBy(asc(students.searchName), asc(students.id))
    .limit(PAGE_SIZE)
    .offset(rowsBefore(search.page));
}

/** What the search box and the filters ask for, on `students` joined to their current enrolment. */
export function matching(search: Omit<StudentSearch, 'page'>): SQL {
  return sql`${search.show === 'left' ? hasLeft : students.isEnrolled} and ${inPlace(search)} and ${named(search.q)}`;
}

/** As it stands in the index of those who have left, or were never placed. */
const hasLeft = sql`not ${students.isEnrolled}`;

const count = { count: sql<number>`count(*)::int` };

/** Of those in a class the enrolments alone say how many there are. */
const countHere = (actor: Actor, search: StudentSearch, open: Tx) =>
  open.select(count).from(enrolments).where(and(isNull(enrolments.endsOn), studentsVisibleTo(actor, enrolments.studentId), inPlace(search)));

/** Of those in no class; whoever sees all needs no look at classes for it. */
const countLeft = (actor: Actor, search: StudentSearch, open: Tx) =>
  (actor.kind === 'system' || isOffice(actor)) && !search.class && !search.level
    ? open.select(count).from(students).where(hasLeft)
    : open.select(count).from(students).leftJoin(enrolments, currentEnrolment).where(and(studentsVisibleTo(actor), hasLeft, inPlace(search)));

/** In the class or level that is asked for. */
function inPlace({ level, class: classId }: Pick<StudentSearch, 'level' | 'class'>): SQL {
  if (classId) return eq(enrolments.classId, classId);
  return level ? sql`${enrolments.classId} in (select id from classes c where c.level_id = ${level})` : sql`true`;
}

const textArray = (words: string[]) => sql`${`{${words.join(',')}}`}::text[]`;

/** Every word stands in the name or in the admission number; without words, everybody. */
export function named(q: string): SQL {
  const words = wordsOf(q);
  return words.length > 0 ? sql`${students.id} in (select id from students_found(${textArray(words)}, null, null, null, 0, null))` : sql`true`;
}

/** One student with class, seen through the actor; NOT_FOUND when there is none the actor may see. */
export async function getStudent(actor: Actor, studentId: string, tx?: Tx) {
  return reading(actor, tx, async (open) => {
    const [row] = await open
      .select({
        id: students.id, userId: students.userId, surname: students.surname, firstName: students.firstName, otherNames: students.otherNames,
        admissionNumber: students.admissionNumber, gender: students.gender, classId: classes.id, className: classes.name,
        levelName: levels.name, departmentName: departments.name, startsOn: enrolments.startsOn, hasAllergies: students.hasAllergies,
      })
      .from(students)
      .leftJoin(enrolments, currentEnrolment)
      .leftJoin(classes, eq(classes.id, enrolments.classId))
      .leftJoin(levels, eq(levels.id, classes.levelId))
      .leftJoin(departments, eq(departments.id, enrolments.departmentId))
      .where(and(eq(students.id, studentId), studentsVisibleTo(actor)))
      .limit(1);
    if (!row) throw new AppError('NOT_FOUND', 'There is no such student.');
    return row;
  });
}

/** A student by what policies ask about. */
export async function getRelated(actor: Actor, { studentId }: { studentId: string }, tx?: Tx) {
  const { classId, surname, firstName } = await getStudent(actor, studentId, tx);
  return { studentId, classId, surname, firstName };
}

/** Of these students those the actor may see, by what policies ask about; one query however many there are. */
export async function listRelated(actor: Actor, ids: readonly string[], tx?: Tx) {
  return reading(actor, tx, (open) =>
    open
      .select({ studentId: students.id, classId: enrolments.classId })
      .from(students)
      .leftJoin(enrolments, currentEnrolment)
      .where(and(sql`${students.id} = any (${`{${ids.join(',')}}`}::uuid[])`, studentsVisibleTo(actor)))
      .limit(ids.length),
  );
}

/** The student's page: the row everyone allowed sees, and the full record for those who may. */
export async function getStudentPage(actor: Actor, studentId: string, tx?: Tx) {
  return reading(actor, tx, async (open) => {
    const [student, details, contacts, planned] = await Promise.all([
      getStudent(actor, studentId, open),
      open
        .select({
          dateOfBirth: students.dateOfBirth, stateOfOrigin: students.stateOfOrigin, lga: students.lga, address: students.address,
          previousSchool: students.previousSchool, house: students.house, emergencyName: students.emergencyName,
          emergencyPhone: students.emergencyPhone,
        })
        .from(students)
        .leftJoin(enrolments, currentEnrolment)
        .where(and(eq(students.id, studentId), studentsVisibleTo(actor))),
      open
        .select({
          id: guardians.id, surname: guardians.surname, firstName: guardians.firstName, phone: users.phone,
          email: users.email, relationship: guardianLinks.relationship, mayPickUp: guardianLinks.mayPickUp,
          isVerified: sql<boolean>`${guardianLinks.verifiedAt} is not null`,
        })
        .from(guardianLinks)
        .innerJoin(guardians, eq(guardians.id, guardianLinks.guardianId))
        .innerJoin(users, eq(users.id, guardians.userId))
        .where(and(eq(guardianLinks.studentId, studentId), isNull(guardianLinks.endedAt),
          // Links that still wait, or show nothing, are the office's to look at.
          isOffice(actor) ? sql`true` : isNotNull(guardianLinks.verifiedAt)))
        .orderBy(asc(guardianLinks.priority))
        .limit(20),
      // Nobody else learns of a change before its day.
      isOffice(actor) ? findPlanned(open, studentId) : null,
    ]);
    const full = can(actor, may.viewRecord, { studentId, classId: student.classId });
    return { ...student, planned, record: full ? { ...details[0], guardians: contacts } : null };
  });
}

/** A guardian's children (or the student themselves), for the switcher and the home page. */
export async function listMyChildren(actor: Actor, tx?: Tx) {
  if (actor.kind !== 'person') return [];
  const own = [...actor.guardianOf, ...(actor.studentId ? [actor.studentId] : [])];
  if (own.length === 0) return [];
  return reading(actor, tx, (open) =>
    open
      .select({
        id: students.id, surname: students.surname, firstName: students.firstName, otherNames: students.otherNames,
        classId: enrolments.classId, className: classes.name,
      })
      .from(students)
      .leftJoin(enrolments, currentEnrolment)
      .leftJoin(classes, eq(classes.id, enrolments.classId))
      .where(sql`${students.id} = any (${`{${own.join(',')}}`}::uuid[])`)
      .orderBy(asc(students.dateOfBirth))
      .limit(50),
  );
}
