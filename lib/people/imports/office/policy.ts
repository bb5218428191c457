import { permission } from '@/lib/platform/authz';
import { rowsForSuperAdmin } from './rules';
import type { ImportFindings } from './schema';

export const see = permission<void>({
  key: 'imports.see',
  says: 'import people from a file',
  roles: ['super-admin', 'admin'],
  when: () => true,
});

/** An import the office works on; what it would write is not known before it is checked. */
export const prepare = permission<{ id: string }>({
  key: 'imports.prepare',
  says: 'prepare this import',
  roles: ['super-admin', 'admin'],
  when: () => true,
});

/** Whoever makes admins by hand may make them by file: the super admin (domain §3). */
export const commit = permission<{ findings: ImportFindings | null }>({
  key: 'imports.commit',
  says: 'import this file: it makes admins, or changes a super admin',
  roles: ['super-admin', 'admin'],
  when: (actor, one) => actor.roles.has('super-admin') || rowsForSuperAdmin(one.findings) === 0,
});
