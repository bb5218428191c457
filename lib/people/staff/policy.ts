import { belongsToOffice } from '@/lib/platform/actor';
import { permission } from '@/lib/platform/authz';

export const list = permission<void>({
  key: 'staff.list',
  says: 'see the staff directory',
  roles: ['super-admin', 'admin'],
  when: () => true,
});

/** An admin brings in teachers; who belongs to the office is the super admin's to say (domain §3). */
export const add = permission<{ role: string }>({
  key: 'staff.add',
  says: 'add this person to the staff',
  roles: ['super-admin', 'admin'],
  when: (actor, person) => actor.roles.has('super-admin') || person.role === 'teacher',
});

/** A phone number opens an account, so an admin may not change those of admins (domain §3). */
export const edit = permission<{ roles: readonly string[] }>({
  key: 'staff.edit',
  says: 'change the record of this member of staff',
  roles: ['super-admin', 'admin'],
  when: (actor, member) => actor.roles.has('super-admin') || !belongsToOffice(member.roles),
});
