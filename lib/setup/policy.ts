import { permission } from '@/lib/platform/authz';

/** Nobody can sign in yet: the token from the server's log is what lets one in, and the subject loader asks for it. */
export const run = permission<unknown>({
  key: 'setup.run',
  says: 'set up a school that nobody can sign in to yet',
  roles: ['visitor'],
  when: () => false,
});
