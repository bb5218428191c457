import { roles } from '@/lib/platform/actor';
import { permission } from '@/lib/platform/authz';

export const readOwn = permission<void>({
  key: 'notifications.read-own',
  says: 'read your own notifications',
  roles,
  when: () => true,
});
