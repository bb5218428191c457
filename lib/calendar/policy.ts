import { permission } from '@/lib/platform/authz';

export const manage = permission<unknown>({
  key: 'calendar.manage',
  says: 'set up sessions, terms and holidays',
  roles: ['super-admin', 'admin'],
  when: () => true,
});

/** Opening and closing locks and unlocks a term's work, so the own password is asked for. */
export const changeTermState = permission<unknown>({
  key: 'calendar.change-term-state',
  says: 'open, close or archive a term',
  roles: ['super-admin', 'admin'],
  when: () => true,
});
