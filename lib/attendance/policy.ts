import { isOffice } from '@/lib/platform/actor';
import { permission } from '@/lib/platform/authz';

export type RegisterRelation = { classId: string };
export type StudentAttendanceRelation = { studentId: string; classId: string | null };

export const view = permission<RegisterRelation>({
  key: 'attendance.view',
  says: 'see the register of this class',
  roles: ['super-admin', 'admin', 'teacher'],
  when: (actor, register) => isOffice(actor) || actor.teaches.has(register.classId),
});

export const record = permission<RegisterRelation>({
  key: 'attendance.record',
  says: 'take the register of this class',
  roles: ['super-admin', 'admin', 'teacher'],
  when: (actor, register) => isOffice(actor) || actor.teaches.has(register.classId),
});

export const viewStudent = permission<StudentAttendanceRelation>({
  key: 'attendance.view-student',
  says: 'see this student’s attendance',
  roles: ['super-admin', 'admin', 'teacher', 'student', 'parent'],
  when: (actor, student) =>
    isOffice(actor) ||
    actor.studentId === student.studentId ||
    actor.guardianOf.has(student.studentId) ||
    (student.classId !== null && actor.teaches.has(student.classId)),
});

export const viewBoard = permission<void>({
  key: 'attendance.view-board',
  says: 'see the board of all classes',
  roles: ['super-admin', 'admin'],
  when: () => true,
});
