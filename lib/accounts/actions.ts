'use server';

import 'server-only';
import { action } from '@/lib/platform/request/action';
import { forgetSession, keepSession } from './browser';
import * as commands from './commands';
import * as passwords from './passwords/commands';
import * as roles from './roles/commands';
import * as secondStep from './second-factor/sign-in/commands';
import * as sessions from './sessions/commands';
import * as may from './policy';
import { getAccount, getOwnSession } from './queries';
import { accountInput, changeRolesInput, choosePasswordInput, confirmSignInInput, endSessionInput, nothing, signInInput } from './schema';

export const signIn = action({
  name: 'accounts.sign-in',
  input: signInInput,
  forVisitors: true,
  allow: may.signIn,
  limit: { points: 60, seconds: 60 },
  isSecret: true,
  prepare: passwords.prepareSignIn,
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
