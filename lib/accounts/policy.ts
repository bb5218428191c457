import { belongsToOffice, roles, type Person } from '@/lib/platform/actor';
import { permission } from '@/lib/platform/authz';

const everyone = roles;

export const signIn = permission<void>({
  key: 'accounts.sign-in',
  says: 'sign in',
  roles: ['visitor', ...everyone],
  when: () => true,
});

export const askReset = permission<void>({
  key: 'accounts.ask-reset',
  says: 'ask for a link to choose a new password',
  roles: ['visitor', ...everyone],
  when: () => true,
});

export const useLink = permission<void>({
  key: 'accounts.use-link',
  says: 'choose a password through a link from a letter',
  roles: ['visitor', ...everyone],
  when: () => true,
});

export const signOut = permission<void>({
  key: 'accounts.sign-out',
  says: 'sign out, here or everywhere',
  roles: everyone,
  when: () => true,
});

export const choosePassword = permission<void>({
  key: 'accounts.choose-password',
  says: 'choose your own password',
  roles: everyone,
  when: () => true,
});

export const holdSecondFactor = permission<void>({
  key: 'accounts.hold-second-factor',
  says: 'set up or take away your own second sign-in step',
  roles: everyone,
  when: () => true,
});

export const endSession = permission<{ userId: string }>({
  key: 'accounts.end-session',
  says: 'end one of your own sign-ins',
  roles: everyone,
  when: (actor, session) => session.userId === actor.id,
});

export type Account = { id: string; roles: readonly string[] };

/** An admin may not touch a super admin's or another admin's account, and nobody acts on their own like this. */
const isOver = (actor: Person, account: Account) =>
  account.id !== actor.id &&
  (actor.roles.has('super-admin') || !belongsToOffice(account.roles));

/** For somebody of the office two super admins agree on it: `super-admins`. */
export const resetSecondFactor = permission<Account>({
  key: 'accounts.reset-second-factor',
  says: 'take away the second sign-in step of this account',
  roles: ['super-admin', 'admin'],
  when: (_, account) => !belongsToOffice(account.roles),
});

export const view = permission<Account>({
  key: 'accounts.view',
  says: 'see this account and where it is signed in',
  roles: ['super-admin', 'admin'],
  when: (actor, account) => actor.roles.has('super-admin') || !account.roles.includes('super-admin'),
});

export const suspend = permission<Account>({
  key: 'accounts.suspend',
  says: 'suspend or reactivate this account',
  roles: ['super-admin', 'admin'],
  when: isOver,
});

export const issuePassword = permission<Account>({
  key: 'accounts.issue-password',
  says: 'give this account a new first password',
  roles: ['super-admin', 'admin'],
  when: isOver,
});

export const invite = permission<Account>({
  key: 'accounts.invite',
  says: 'invite this person by e-mail, and take that back',
  roles: ['super-admin', 'admin'],
  when: isOver,
});

export const disable = permission<Account>({
  key: 'accounts.disable',
  says: 'put this account into the recycle bin',
  roles: ['super-admin', 'admin'],
  when: isOver,
});

export const restore = permission<Account>({
  key: 'accounts.restore',
  says: 'take this account out of the recycle bin',
  roles: ['super-admin', 'admin'],
  when: isOver,
});

export const viewBin = permission<void>({
  key: 'accounts.view-bin',
  says: 'look into the recycle bin of accounts',
  roles: ['super-admin', 'admin'],
  when: () => true,
});

export const unlock = permission<Account>({
  key: 'accounts.unlock',
  says: 'let this person try to sign in again at once',
  roles: ['super-admin', 'admin'],
  when: isOver,
});

export const endSessionsOf = permission<Account>({
  key: 'accounts.end-sessions-of',
  says: 'end the sign-ins of this account',
  roles: ['super-admin', 'admin'],
  when: isOver,
});

export const changeRoles = permission<Account>({
  key: 'accounts.change-roles',
  says: 'change the roles of this account',
  roles: ['super-admin', 'admin'],
  when: isOver,
});

/** Nobody gives it to themselves. */
export const changeSafeguarding = permission<Account>({
  key: 'accounts.change-safeguarding',
  says: 'give or take the right to custody and safeguarding notes',
  roles: ['super-admin'],
  when: (actor, account) => account.id !== actor.id,
});
