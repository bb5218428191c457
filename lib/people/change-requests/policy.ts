import { isOffice, type Person } from '@/lib/platform/actor';
import { permission } from '@/lib/platform/authz';

/** The office has the queue, a family what it asked for itself. */
export const list = permission<void>({
  key: 'changes.list',
  says: 'see change requests',
  roles: ['super-admin', 'admin', 'parent'],
  when: () => true,
});

export const request = permission<{ studentId: string | null; userId: string }>({
  key: 'changes.request',
  says: 'ask for a change of this record',
  roles: ['parent'],
  when: (actor, about) => (about.studentId === null ? about.userId === actor.id : actor.guardianOf.has(about.studentId)),
});

type Asked = { requestedBy: string; studentId: string | null };

/** Who is not a guardian any more does not see what they asked for about the child, nor what the record says now. */
const isStillTheirs = (actor: Person, one: Asked) => one.requestedBy === actor.id && (one.studentId === null || actor.guardianOf.has(one.studentId));

export const view = permission<Asked>({
  key: 'changes.view',
  says: 'see this change request',
  roles: ['super-admin', 'admin', 'parent'],
  when: (actor, one) => isOffice(actor) || isStillTheirs(actor, one),
});

export const decide = permission<{ requestedBy: string }>({
  key: 'changes.decide',
  says: 'decide about this change request',
  roles: ['super-admin', 'admin'],
  when: (actor, one) => one.requestedBy !== actor.id,
});

export const withdraw = permission<Asked>({
  key: 'changes.withdraw',
  says: 'take this change request back',
  roles: ['parent'],
  when: isStillTheirs,
});
