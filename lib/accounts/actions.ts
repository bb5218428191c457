'use server';

import 'server-only';
import { action } from '@/lib/platform/request/action';
import { forgetSession, keepSession } from './browser';
import * as commands from './commands';
import * as passwords from './passwords/commands';
import * as sessions from './sessions/commands';
import * as may from './policy';
import { getAccount, getOwnSession } from './queries';
import { choosePasswordInput, endSessionInput, nothing, signInInput, suspendInput } from './schema';

export const signIn = action({
  name: 'accounts.sign-in',
  input: signInInput,
  forVisitors: true,
  allow: may.signIn,
  limit: { points: 60, seconds: 60 },
  prepare: passwords.checkPassword,
  run: commands.signIn,
  after: keepSession,
});

export const signOut = action({
  name: 'accounts.sign-out',
  input: nothing,
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
  beforePasswordChoice: true,
  allow: may.choosePassword,
  limit: { points: 20, seconds: 60 },
  prepare: passwords.prepareChosenPassword,
  run: passwords.choosePassword,
  after: keepSession,
});

export const suspend = action({
  name: 'accounts.suspend',
  input: suspendInput,
  subject: getAccount,
  allow: may.suspend,
  run: commands.suspend,
});

export const reactivate = action({
  name: 'accounts.reactivate',
  input: suspendInput,
  subject: getAccount,
  allow: may.suspend,
  run: commands.reactivate,
});
