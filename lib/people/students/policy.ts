import { isOffice } from '@/lib/platform/actor';
import { permission } from '@/lib/platform/authz';
import { seesStudent, type StudentRelation } from './rules';

export const view = permission<StudentRelation>({
  key: 'students.view',
  says: 'see this student',
  roles: ['super-admin', 'admin', 'teacher', 'student', 'parent'],
  when: seesStudent,
});

/** Contacts, address and origin: the office, the class teacher, the child and the family. */
export const viewRecord = permission<StudentRelation>({
  key: 'students.view-record',
  says: 'see this student’s full record',
  roles: ['super-admin', 'admin', 'teacher', 'student', 'parent'],
  when: (actor, student) =>
    isOffice(actor) ||
    actor.studentId === student.studentId ||
    actor.guardianOf.has(student.studentId) ||
    (student.classId !== null && actor.formClasses.has(student.classId)),
});

export const list = permission<void>({
  key: 'students.list',
  says: 'search students',
  roles: ['super-admin', 'admin', 'teacher'],
  when: () => true,
});

export const add = permission<void>({
  key: 'students.add',
  says: 'add a student with guardians',
  roles: ['super-admin', 'admin'],
  when: () => true,
});

export const edit = permission<StudentRelation>({
  key: 'students.edit',
  says: 'change the record of this student',
  roles: ['super-admin', 'admin'],
  when: (actor) => isOffice(actor),
});
