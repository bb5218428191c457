import { isOffice } from '@/lib/platform/actor';
import { seesStudent, type StudentRelation } from '@/lib/people/students/rules';
import { permission } from '@/lib/platform/authz';

export type RegisterRelation = { classId: string };

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

export const viewStudent = permission<StudentRelation>({
  key: 'attendance.view-student',
  says: 'see this student’s attendance',
  roles: ['super-admin', 'admin', 'teacher', 'student', 'parent'],
  when: seesStudent,
});

export const viewBoard = permission<void>({
  key: 'attendance.view-board',
  says: 'see the board of all classes',
  roles: ['super-admin', 'admin'],
  when: () => true,
});
