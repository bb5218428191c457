'use server';

import 'server-only';
import { action } from '@/lib/platform/request/action';
import { askToSignIn, forgetSession, keepSession } from './browser';
import * as bin from './bin/commands';
import * as commands from './commands';
import * as invitations from './invitations/commands';
import * as grants from './grants/commands';
import * as passwords from './passwords/commands';
import * as resets from './resets/commands';
import * as roles from './roles/commands';
import * as factors from './second-factor/commands';
import * as codes from './second-factor/codes/commands';
import * as secondStep from './second-factor/sign-in/commands';
import * as superAdmins from './super-admins/commands';
import * as mayAsTwo from './super-admins/policy';
import { getRequest } from './super-admins/queries';
import { askSuperAdminInput, confirmRequestInput, requestInput } from './super-admins/schema';
import * as sessions from './sessions/commands';
import * as may from './policy';
import { getAccount, getOwnSession } from './queries';
import {
  accountInput, askResetInput, codeInput, confirmedAccountInput, confirmedInput, confirmSignInInput, changeRolesInput,
  changeSafeguardingInput, choosePasswordInput, endSessionInput, linkedPasswordInput, nothing, signInInput,
} from './schema';

export const signIn = action({
  name: 'accounts.sign-in',
  input: signInInput,
  forVisitors: true,
  allow: may.signIn,
  limit: { points: 60, seconds: 60 },
  isSecret: true,
  prepare: passwords.checkPassword,
  run: commands.signIn,
  after: keepSession,
});

export const confirmSignIn = action({
  name: 'accounts.confirm-sign-in',
  input: confirmSignInInput,
  forVisitors: true,
  allow: may.signIn,
  limit: { points: 60, seconds: 60 },
  isSecret: true,
  prepare: secondStep.countCode,
  run: secondStep.confirmSignIn,
  after: keepSession,
});

export const startSecondFactor = action({
  name: 'accounts.start-second-factor',
  input: confirmedInput,
  beforeEnrolment: true,
  allow: may.holdSecondFactor,
  limit: { points: 20, seconds: 60 },
  prepare: passwords.confirmOwnPassword,
  run: factors.startEnrolment,
});

export const confirmSecondFactor = action({
  name: 'accounts.confirm-second-factor',
  input: codeInput,
  beforeEnrolment: true,
  allow: may.holdSecondFactor,
  limit: { points: 20, seconds: 60 },
  isSecret: true,
  run: factors.confirmEnrolment,
});

export const renewRecoveryCodes = action({
  name: 'accounts.renew-recovery-codes',
  input: confirmedInput,
  allow: may.holdSecondFactor,
  limit: { points: 20, seconds: 60 },
  isSecret: true,
  prepare: passwords.confirmOwnPassword,
  run: codes.renewRecoveryCodes,
});

export const removeSecondFactor = action({
  name: 'accounts.remove-second-factor',
  input: confirmedInput,
  allow: may.holdSecondFactor,
  limit: { points: 20, seconds: 60 },
  prepare: passwords.confirmOwnPassword,
  run: factors.removeFactor,
});

export const resetSecondFactorOf = action({
  name: 'accounts.reset-second-factor-of',
  input: confirmedAccountInput,
  subject: getAccount,
  allow: may.resetSecondFactor,
  limit: { points: 20, seconds: 60 },
  prepare: passwords.confirmOwnPassword,
  run: factors.resetFactorOf,
});

export const signOut = action({
  name: 'accounts.sign-out',
  input: nothing,
  beforeEnrolment: true,
  beforePasswordChoice: true,
  allow: may.signOut,
  run: sessions.signOut,
  after: forgetSession,
});

export const signOutEverywhere = action({
  name: 'accounts.sign-out-everywhere',
  input: nothing,
  allow: may.signOut,
  run: sessions.signOutEverywhere,
  after: forgetSession,
});

export const endSession = action({
  name: 'accounts.end-session',
  input: endSessionInput,
  subject: getOwnSession,
  allow: may.endSession,
  run: sessions.endOwnSession,
});

export const choosePassword = action({
  name: 'accounts.choose-password',
  input: choosePasswordInput,
  beforeEnrolment: true,
  beforePasswordChoice: true,
  allow: may.choosePassword,
  limit: { points: 20, seconds: 60 },
  isSecret: true,
  prepare: passwords.prepareChosenPassword,
  run: passwords.choosePassword,
  after: keepSession,
});

export const askReset = action({
  name: 'accounts.ask-reset',
  input: askResetInput,
  forVisitors: true,
  allow: may.askReset,
  limit: { points: 10, seconds: 600 },
  prepare: resets.findAsked,
  run: resets.askReset,
});

export const resetPassword = action({
  name: 'accounts.reset-password',
  input: linkedPasswordInput,
  forVisitors: true,
  allow: may.useLink,
  limit: { points: 20, seconds: 60 },
  isSecret: true,
  prepare: resets.hashForLink('reset'),
  run: resets.resetPassword,
  after: askToSignIn,
});

export const acceptInvitation = action({
  name: 'accounts.accept-invitation',
  input: linkedPasswordInput,
  forVisitors: true,
  allow: may.useLink,
  limit: { points: 20, seconds: 60 },
  isSecret: true,
  prepare: resets.hashForLink('invitation'),
  run: invitations.acceptInvitation,
  after: askToSignIn,
});

export const invite = action({
  name: 'accounts.invite',
  input: accountInput,
  subject: getAccount,
  allow: may.invite,
  run: invitations.invite,
});

export const withdrawInvitation = action({
  name: 'accounts.withdraw-invitation',
  input: accountInput,
  subject: getAccount,
  allow: may.invite,
  run: invitations.withdrawInvitation,
});

export const suspend = action({
  name: 'accounts.suspend',
  input: accountInput,
  subject: getAccount,
  allow: may.suspend,
  run: commands.suspend,
});

export const reactivate = action({
  name: 'accounts.reactivate',
  input: accountInput,
  subject: getAccount,
  allow: may.suspend,
  run: commands.reactivate,
});

export const disable = action({
  name: 'accounts.disable',
  input: confirmedAccountInput,
  subject: getAccount,
  allow: may.disable,
  limit: { points: 20, seconds: 60 },
  prepare: passwords.confirmOwnPassword,
  run: bin.disable,
});

export const restore = action({
  name: 'accounts.restore',
  input: accountInput,
  subject: getAccount,
  allow: may.restore,
  run: bin.restore,
});

export const unlock = action({
  name: 'accounts.unlock',
  input: accountInput,
  subject: getAccount,
  allow: may.unlock,
  run: bin.unlock,
});

export const issuePassword = action({
  name: 'accounts.issue-password',
  input: accountInput,
  subject: getAccount,
  allow: may.issuePassword,
  isSecret: true,
  run: passwords.issuePassword,
});

export const endSessionsOf = action({
  name: 'accounts.end-sessions-of',
  input: accountInput,
  subject: getAccount,
  allow: may.endSessionsOf,
  run: sessions.endSessionsOf,
});

export const changeRoles = action({
  name: 'accounts.change-roles',
  input: changeRolesInput,
  subject: getAccount,
  allow: may.changeRoles,
  limit: { points: 20, seconds: 60 },
  prepare: passwords.confirmOwnPassword,
  run: roles.changeRoles,
});

export const askSuperAdmin = action({
  name: 'accounts.ask-super-admin',
  input: askSuperAdminInput,
  subject: getAccount,
  allow: mayAsTwo.ask,
  limit: { points: 20, seconds: 60 },
  prepare: passwords.confirmOwnPassword,
  run: superAdmins.askSuperAdmin,
});

export const confirmSuperAdmin = action({
  name: 'accounts.confirm-super-admin',
  input: confirmRequestInput,
  subject: getRequest,
  allow: mayAsTwo.confirm,
  limit: { points: 20, seconds: 60 },
  prepare: passwords.confirmOwnPassword,
  run: superAdmins.confirmRequest,
});

export const withdrawSuperAdmin = action({
  name: 'accounts.withdraw-super-admin',
  input: requestInput,
  subject: getRequest,
  allow: mayAsTwo.withdraw,
  run: superAdmins.withdrawRequest,
});

export const changeSafeguarding = action({
  name: 'accounts.change-safeguarding',
  input: changeSafeguardingInput,
  subject: getAccount,
  allow: may.changeSafeguarding,
  limit: { points: 20, seconds: 60 },
  prepare: passwords.confirmOwnPassword,
  run: grants.changeSafeguarding,
});
