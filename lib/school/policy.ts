import { permission } from '@/lib/platform/authz';

export const openSettings = permission<void>({
  key: 'school.open-settings',
  says: 'open the settings',
  roles: ['super-admin', 'admin'],
  when: () => true,
});

export const changeSettings = permission<unknown>({
  key: 'school.change-settings',
  says: 'change the settings of the school and how it looks',
  roles: ['super-admin', 'admin'],
  when: () => true,
});

export const changeSecurity = permission<unknown>({
  key: 'school.change-security',
  says: 'change the security settings',
  roles: ['super-admin'],
  when: () => true,
});
