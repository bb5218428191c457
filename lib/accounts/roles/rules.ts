// Who may give which role (domain §3). A role that follows from a record, or needs two people, is not given here.
import type { Role } from '@/lib/platform/actor';

/** The roles this person may give and take; the office's own is the super admin's to give. */
export function assignableRoles(actor: ReadonlySet<Role>): Role[] {
  if (actor.has('super-admin')) return ['admin', 'teacher', 'parent'];
  return actor.has('admin') ? ['teacher', 'parent'] : [];
}

/** Why roles cannot be changed like this, or null when they can. */
export function rolesProblem(actor: ReadonlySet<Role>, before: readonly Role[], after: readonly Role[]): string | null {
  const changed = [...new Set([...before, ...after])].filter((role) => before.includes(role) !== after.includes(role));
  if (changed.length === 0) return 'Nothing was changed.';
  if (changed.includes('super-admin')) return 'A super admin is made or relieved by two super admins together: one asks, another confirms.';
  if (changed.includes('student')) return 'The role of student follows the student’s record.';
  if (changed.some((role) => !assignableRoles(actor).includes(role))) return 'Only a super admin may give or take the role of the office.';
  return after.length === 0 ? 'A person needs at least one role. To shut somebody out, suspend the account.' : null;
}
