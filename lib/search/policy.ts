import { permission } from '@/lib/platform/authz';

export const everywhere = permission<void>({
  key: 'search.everywhere',
  says: 'search the whole school',
  roles: ['super-admin', 'admin'],
  when: () => true,
});
