import { permission } from '@/lib/platform/authz';

export const ask = permission<{ id: string }>({
  key: 'accounts.ask-super-admin',
  says: 'ask for a super admin to be made or relieved',
  roles: ['super-admin'],
  when: (actor, account) => account.id !== actor.id,
});

type Request = { userId: string; askedBy: string };

/** The second person is neither the first nor the one it is about. */
export const confirm = permission<Request>({
  key: 'accounts.confirm-super-admin',
  says: 'confirm that a super admin is made or relieved',
  roles: ['super-admin'],
  when: (actor, request) => request.askedBy !== actor.id && request.userId !== actor.id,
});

export const withdraw = permission<Request>({
  key: 'accounts.withdraw-super-admin',
  says: 'take back a request about a super admin',
  roles: ['super-admin'],
  when: () => true,
});
