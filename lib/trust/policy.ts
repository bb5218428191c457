import { permission } from '@/lib/platform/authz';

export const look = permission<unknown>({
  key: 'trust.look',
  says: 'see how safe the school’s system is',
  roles: ['super-admin'],
  when: () => true,
});
