import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { enrolments, students } from '@/db/schema';
import type { Actor } from '@/lib/platform/actor';
import { AppError } from '@/lib/platform/errors';
import { reading } from '@/lib/platform/scope';
import { currentEnrolment, studentsVisibleTo } from '../queries';
import type { StudentRecordFields } from './schema';

export type EditableStudent = { id: string; userId: string; studentId: string; classId: string | null; admissionNumber: string; record: StudentRecordFields };

/** A student's record as the form names it; with `tx` the row is locked, so that two changes queue. */
export async function getRecord(actor: Actor, { studentId }: { studentId: string }, tx?: Tx): Promise<EditableStudent> {
  return reading(actor, tx, async (open) => {
    const query = open
      .select({
        id: students.id, userId: students.userId, classId: enrolments.classId, admissionNumber: students.admissionNumber,
        record: {
          surname: students.surname, first_name: students.firstName, other_names: students.otherNames, gender: students.gender,
          date_of_birth: students.dateOfBirth, state_of_origin: students.stateOfOrigin, lga: students.lga, address: students.address,
          previous_school: students.previousSchool, house: students.house, emergency_name: students.emergencyName,
          emergency_phone: students.emergencyPhone,
        },
      })
      .from(students)
      .leftJoin(enrolments, currentEnrolment)
      .where(and(eq(students.id, studentId), studentsVisibleTo(actor)))
      .limit(1);
    const [row] = tx ? await query.for('update', { of: students }) : await query;
    if (!row) throw new AppError('NOT_FOUND', 'There is no such student.');
    return { ...row, studentId: row.id };
  });
}
