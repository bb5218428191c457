import { permission } from '@/lib/platform/authz';

/** Whose lines are in the file is narrowed by the query, as in the lists. */
export const exportPeople = permission<void>({
  key: 'people.export',
  says: 'take lists of people out of the school as a file',
  roles: ['super-admin', 'admin'],
  when: () => true,
});
