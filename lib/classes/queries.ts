import { and, asc, eq, isNull, sql, type SQL } from 'drizzle-orm';
import { database, type Tx } from '@/db/client';
import { academicSessions, classTeachers, classes, enrolments, levels, staff, students } from '@/db/schema';
import { runningSessionId } from '@/lib/calendar/queries';
import { isOffice, type Actor } from '@/lib/platform/actor';
import { clock } from '@/lib/platform/clock';
import { AppError } from '@/lib/platform/errors';
import { reading } from '@/lib/platform/scope';
import { MOST_CLASSES } from './rules';

/** The classes whose students an actor may see. */
export function classesVisibleTo(actor: Actor): SQL {
  if (actor.kind === 'system' || isOffice(actor)) return sql`true`;
  if (actor.kind !== 'person' || actor.teaches.size === 0) return sql`false`;
  return sql`${classes.id} = any (${`{${[...actor.teaches].join(',')}}`}::uuid[])`;
}

const teacherName = sql<string | null>`(select trim(st.title || ' ' || st.surname) from ${classTeachers} ct
  join ${staff} st on st.id = ct.staff_id where ct.class_id = classes.id and ct.ended_at is null)`;

/** The levels of a session (the running one where none is given) with the number of classes an actor may see in them. */
export function listLevelSizes(actor: Actor, academicSessionId?: string, tx?: Tx) {
  return reading(actor, tx, (open) =>
    open
      .select({ id: levels.id, name: levels.name, classes: sql<number>`count(*)::int` })
      .from(classes)
      .innerJoin(levels, eq(levels.id, classes.levelId))
      .where(and(classesVisibleTo(actor), eq(classes.academicSessionId, academicSessionId ?? runningSessionId(clock.now()))))
      .groupBy(levels.id)
      .orderBy(asc(levels.position))
      .limit(30),
  );
}

type Which = { academicSessionId?: string; level?: string };

/** The classes of a session (the running one where none is given), of one level where it is given, in school order with teacher and head count. */
export async function listClasses(actor: Actor, { academicSessionId, level }: Which = {}, tx?: Tx) {
  return reading(actor, tx, (open) =>
    open
      .select({
        id: classes.id, name: classes.name, capacity: classes.capacity, levelId: classes.levelId, levelName: levels.name,
        teacher: sql<string | null>`case when ${staff.id} is not null then trim(${staff.title} || ' ' || ${staff.surname}) end`,
        students: sql<number>`(select count(*)::int from ${enrolments} e where e.class_id = classes.id and e.ends_on is null)`,
      })
      .from(classes)
      .innerJoin(levels, eq(levels.id, classes.levelId))
      .leftJoin(classTeachers, and(eq(classTeachers.classId, classes.id), isNull(classTeachers.endedAt)))
      .leftJoin(staff, eq(staff.id, classTeachers.staffId))
      .where(and(
        classesVisibleTo(actor),
        eq(classes.academicSessionId, academicSessionId ?? runningSessionId(clock.now())),
        level ? eq(classes.levelId, level) : sql`true`,
      ))
      .orderBy(asc(levels.position), asc(classes.arm))
      .limit(500),
  );
}

/** The classes of the running session by name, for a filter, of one level where it is given; null when they are too many. */
export async function listClassNames(actor: Actor, levelId?: string, tx?: Tx) {
  const rows = await reading(actor, tx, (open) =>
    open
      .select({ id: classes.id, name: classes.name })
      .from(classes)
      .innerJoin(levels, eq(levels.id, classes.levelId))
      .where(and(
        classesVisibleTo(actor),
        sql`${classes.academicSessionId} = ${runningSessionId(clock.now())}`,
        levelId ? eq(classes.levelId, levelId) : sql`true`,
      ))
      .orderBy(asc(levels.position), asc(classes.arm))
      .limit(MOST_CLASSES + 1),
  );
  return rows.length > MOST_CLASSES ? null : rows;
}

/** The levels in school order. */
export async function listLevels(tx?: Tx) {
  return (tx ?? database()).select({ id: levels.id, name: levels.name }).from(levels).orderBy(asc(levels.position)).limit(30);
}

/** One class the actor may see, with its students of today by name. */
export async function getClassPage(actor: Actor, classId: string, tx?: Tx) {
  return reading(actor, tx, async (open) => {
    const [found, roster] = await Promise.all([
      open
        .select({ id: classes.id, name: classes.name, capacity: classes.capacity, teacher: teacherName })
        .from(classes)
        .where(and(eq(classes.id, classId), classesVisibleTo(actor)))
        .limit(1),
      open
        .select({
          id: students.id, surname: students.surname, firstName: students.firstName, otherNames: students.otherNames,
          admissionNumber: students.admissionNumber, gender: students.gender, hasAllergies: students.hasAllergies,
        })
        .from(enrolments)
        .innerJoin(classes, eq(classes.id, enrolments.classId))
        .innerJoin(students, eq(students.id, enrolments.studentId))
        .where(and(eq(enrolments.classId, classId), isNull(enrolments.endsOn), classesVisibleTo(actor)))
        .orderBy(asc(students.searchName), asc(students.id))
        .limit(200),
    ]);
    const one = found[0];
    if (!one) throw new AppError('NOT_FOUND', 'There is no such class.');
    return { ...one, students: roster };
  });
}

/** One class to act on, locked so that two changes queue; NOT_FOUND when the actor may not see it. */
export async function getClass(actor: Actor, { classId }: { classId: string }, tx: Tx) {
  const [one] = await tx.select().from(classes).where(and(eq(classes.id, classId), classesVisibleTo(actor))).for('update');
  if (!one) throw new AppError('NOT_FOUND', 'There is no such class.');
  return one;
}

/** One class as its settings show it. */
export async function getClassSettings(actor: Actor, classId: string) {
  return reading(actor, undefined, async (open) => {
    const [one] = await open
      .select({ id: classes.id, name: classes.name, arm: classes.arm, capacity: classes.capacity, levelName: levels.name, sessionName: academicSessions.name })
      .from(classes)
      .innerJoin(levels, eq(levels.id, classes.levelId))
      .innerJoin(academicSessions, eq(academicSessions.id, classes.academicSessionId))
      .where(and(eq(classes.id, classId), classesVisibleTo(actor)))
      .limit(1);
    if (!one) throw new AppError('NOT_FOUND', 'There is no such class.');
    return one;
  });
}
