import { permission } from '@/lib/platform/authz';

export const read = permission<void>({
  key: 'history.read',
  says: 'read the history of the school',
  roles: ['super-admin', 'admin'],
  when: () => true,
});
