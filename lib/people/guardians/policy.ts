import { belongsToOffice } from '@/lib/platform/actor';
import { permission } from '@/lib/platform/authz';

const office = ['super-admin', 'admin'] as const;

export const list = permission<void>({
  key: 'guardians.list',
  says: 'see the directory of guardians',
  roles: office,
  when: () => true,
});

export const add = permission<void>({
  key: 'guardians.add',
  says: 'add a guardian',
  roles: office,
  when: () => true,
});

/** A phone number opens an account, so an admin may not change those of admins who have children here. */
export const edit = permission<{ roles: readonly string[] }>({
  key: 'guardians.edit',
  says: 'change the contact details of this guardian',
  roles: office,
  when: (actor, guardian) => actor.roles.has('super-admin') || !belongsToOffice(guardian.roles),
});

export const link = permission<{ userId: string }>({
  key: 'guardians.link',
  says: 'link this guardian to a child',
  roles: office,
  when: () => true,
});

/** What opens a child’s record to somebody is looked at by somebody else. */
export const verify = permission<{ userId: string }>({
  key: 'guardians.verify',
  says: 'verify this guardian’s link',
  roles: office,
  when: (actor, one) => one.userId !== actor.id,
});

export const end = permission<{ userId: string }>({
  key: 'guardians.end',
  says: 'end or restrict this guardian’s link',
  roles: office,
  when: () => true,
});
