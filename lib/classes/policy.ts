import { isOffice } from '@/lib/platform/actor';
import { permission } from '@/lib/platform/authz';

export type ClassRelation = { classId: string };

export const view = permission<ClassRelation>({
  key: 'classes.view',
  says: 'see this class and its students',
  roles: ['super-admin', 'admin', 'teacher'],
  when: (actor, one) => isOffice(actor) || actor.teaches.has(one.classId),
});

export const printCards = permission<void>({
  key: 'classes.print-cards',
  says: 'print the ID cards of a class',
  roles: ['super-admin', 'admin'],
  when: () => true,
});

export const list = permission<void>({
  key: 'classes.list',
  says: 'see the list of classes',
  roles: ['super-admin', 'admin', 'teacher'],
  when: () => true,
});

export const manage = permission<unknown>({
  key: 'classes.manage',
  says: 'set up levels, classes, departments and subjects',
  roles: ['super-admin', 'admin'],
  when: () => true,
});

export const assignTeachers = permission<unknown>({
  key: 'classes.assign-teachers',
  says: 'say who leads and who teaches this class',
  roles: ['super-admin', 'admin'],
  when: () => true,
});
