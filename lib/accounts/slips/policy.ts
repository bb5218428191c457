import { permission } from '@/lib/platform/authz';

/** Whose accounts are among them is narrowed by the query: nobody above oneself, and never one's own. */
export const print = permission<void>({
  key: 'accounts.print-slips',
  says: 'print sign-in slips',
  roles: ['super-admin', 'admin'],
  when: () => true,
});
