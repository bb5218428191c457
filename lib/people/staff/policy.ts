import { permission } from '@/lib/platform/authz';

export const list = permission<void>({
  key: 'staff.list',
  says: 'see the staff directory',
  roles: ['super-admin', 'admin'],
  when: () => true,
});
