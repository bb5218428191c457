import { permission } from '@/lib/platform/authz';

export const manage = permission<void>({
  key: 'mail.manage',
  says: 'see how mail is set up and send a test mail',
  roles: ['super-admin'],
  when: () => true,
});
