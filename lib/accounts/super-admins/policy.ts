import { permission } from '@/lib/platform/authz';

export const ask = permission<{ id: string }>({
  key: 'accounts.ask-super-admin',
  says: 'ask another super admin to confirm a change of this account',
  roles: ['super-admin'],
  when: (actor, account) => account.id !== actor.id,
});

type Request = { userId: string; askedBy: string };

/** The second person is neither the first nor the one it is about. */
export const confirm = permission<Request>({
  key: 'accounts.confirm-super-admin',
  says: 'confirm what another super admin has asked for',
  roles: ['super-admin'],
  when: (actor, request) => request.askedBy !== actor.id && request.userId !== actor.id,
});

export const withdraw = permission<Request>({
  key: 'accounts.withdraw-super-admin',
  says: 'take back what a super admin has asked for',
  roles: ['super-admin'],
  when: () => true,
});
