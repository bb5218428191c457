import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { academicSessions, classes, enrolments, students } from '@/db/schema';
import type { Actor } from '@/lib/platform/actor';
import { can } from '@/lib/platform/authz';
import { AppError } from '@/lib/platform/errors';
import { reading } from '@/lib/platform/scope';
import * as may from '../policy';

/** What the ID cards of a class say; they are the office’s to print. */
export async function getClassCards(actor: Actor, classId: string, tx?: Tx) {
  const scope = can(actor, may.printCards, undefined) ? sql`true` : sql`false`;
  return reading(actor, tx, async (open) => {
    const [[one], rows] = await Promise.all([
      open.select({ name: classes.name, session: academicSessions.name }).from(classes)
        .innerJoin(academicSessions, eq(academicSessions.id, classes.academicSessionId)).where(and(eq(classes.id, classId), scope)).limit(1),
      open
        .select({ id: students.id, surname: students.surname, firstName: students.firstName, admissionNumber: students.admissionNumber, house: students.house })
        .from(enrolments).innerJoin(students, eq(students.id, enrolments.studentId))
        .where(and(eq(enrolments.classId, classId), isNull(enrolments.endsOn), scope))
        .orderBy(asc(students.searchName), asc(students.id)).limit(200),
    ]);
    if (!one) throw new AppError('NOT_FOUND', 'There is no such class.');
    return { ...one, students: rows };
  });
}
