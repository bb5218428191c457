import { isOffice, roles } from '@/lib/platform/actor';
import { permission } from '@/lib/platform/authz';

export const getTicket = permission<void>({
  key: 'live.get-ticket',
  says: 'be told when a page changes',
  roles,
  when: () => true,
});

/** What concerns one person: their notifications and their sign-ins. */
export const followPerson = permission<{ userId: string }>({
  key: 'live.follow-person',
  says: 'follow what concerns yourself',
  roles,
  when: (actor, subject) => subject.userId === actor.id,
});

export const followSchool = permission<void>({
  key: 'live.follow-school',
  says: 'follow the whole school',
  roles: ['super-admin', 'admin'],
  when: (actor) => isOffice(actor),
});
