import { eq } from 'drizzle-orm';
import { students, users } from '@/db/schema';
import { schoolDay } from '@/lib/platform/dates';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';
import { fullName, searchable } from '@/lib/people/rules';
import { getSchool } from '@/lib/school/queries';
import { settleEdit } from '../../edits/commands';
import { beforeOf } from '../../edits/rules';
import type { Edited } from '../../edits/schema';
import { ageProblem } from '../../imports/students/rules';
import type { EditableStudent } from './queries';
import type { EditStudentInput, StudentRecordFields } from './schema';

/** Writes what the office changed in a record; the account follows the name. */
export async function editStudent(ctx: Context, input: EditStudentInput, student: EditableStudent): Promise<Edited> {
  const { studentId, seen, ...typed } = input;
  const { timeZone } = await getSchool(ctx.tx);
  const problem = ageProblem(typed.date_of_birth, schoolDay(ctx.now, timeZone));
  if (problem) throw new AppError('INVALID', 'Please look at the marked fields.', { fields: { date_of_birth: problem } });
  const changes = await settleEdit(ctx, { subjectId: studentId, seen, current: student.record, typed });
  // The changes are a part of what the schema has read.
  const after = { ...student.record, ...(changes as Partial<StudentRecordFields>) };
  const names = { surname: after.surname, firstName: after.first_name, otherNames: after.other_names };
  await ctx.tx.update(students).set({
    ...names, searchName: searchable(fullName(names)), gender: after.gender, dateOfBirth: after.date_of_birth,
    stateOfOrigin: after.state_of_origin, lga: after.lga, address: after.address, previousSchool: after.previous_school,
    house: after.house, emergencyName: after.emergency_name, emergencyPhone: after.emergency_phone,
  }).where(eq(students.id, studentId));
  await ctx.tx.update(users).set({ displayName: fullName(names) }).where(eq(users.id, student.userId));
  const before = beforeOf(student.record, changes);
  ctx.record({
    name: 'people.student-edited', subjectId: studentId, tables: ['students', 'registers'],
    scopes: ['school', `student:${studentId}`, ...(student.classId ? [`class:${student.classId}`] : [])], detail: { before, after: changes },
  });
  return { before: student.record, after };
}
