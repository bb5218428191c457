import { isOffice, type Person } from '@/lib/platform/actor';

export type StudentRelation = { studentId: string; classId: string | null };

/** The school, the child, the family, and whoever teaches the child now. */
export function seesStudent(actor: Person, student: StudentRelation): boolean {
  return (
    isOffice(actor) ||
    actor.studentId === student.studentId ||
    actor.guardianOf.has(student.studentId) ||
    (student.classId !== null && actor.teaches.has(student.classId))
  );
}

/** The office, the child, the family, and the class teacher the child has now. */
export function isClose(actor: Person, student: StudentRelation): boolean {
  return (
    isOffice(actor) ||
    actor.studentId === student.studentId ||
    actor.guardianOf.has(student.studentId) ||
    (student.classId !== null && actor.formClasses.has(student.classId))
  );
}
