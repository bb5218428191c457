import { isOffice } from '@/lib/platform/actor';
import { permission } from '@/lib/platform/authz';
import { isClose, seesStudent, type StudentRelation } from './rules';

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
  when: isClose,
});

/** The same circle; that they have looked is written down. */
export const viewMedical = permission<StudentRelation>({
  key: 'students.view-medical',
  says: 'read the medical notes of this student',
  roles: ['super-admin', 'admin', 'teacher', 'student', 'parent'],
  when: isClose,
});

export const place = permission<StudentRelation>({
  key: 'students.place',
  says: 'move, withdraw or re-admit this student',
  roles: ['super-admin', 'admin'],
  when: (actor) => isOffice(actor),
});

export const editMedical = permission<StudentRelation>({
  key: 'students.edit-medical',
  says: 'change the medical notes of this student',
  roles: ['super-admin', 'admin'],
  when: (actor) => isOffice(actor),
});

/** Not even the whole office: one needs to hold the grant, which a super admin gives to a person. */
export const safeguard = permission<{ isHolder: boolean }>({
  key: 'students.safeguard',
  says: 'read and write custody and safeguarding notes',
  roles: ['super-admin', 'admin'],
  when: (_, { isHolder }) => isHolder,
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

/** Choosing many, printing them, and what was changed for many so far. */
export const workWithMany = permission<void>({
  key: 'students.work-with-many',
  says: 'work with many students at once',
  roles: ['super-admin', 'admin'],
  when: () => true,
});

export const changeMany = permission<readonly unknown[]>({
  key: 'students.change-many',
  says: 'change many students at once',
  roles: ['super-admin', 'admin'],
  when: (actor) => isOffice(actor),
});

export const undoMany = permission<object>({
  key: 'students.undo-many',
  says: 'undo a change to many students',
  roles: ['super-admin', 'admin'],
  when: (actor) => isOffice(actor),
});
