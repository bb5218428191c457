'use server';

import 'server-only';
import { action } from '@/lib/platform/request/action';
import { askToSignIn } from '../browser';
import * as may from '../policy';
import { askResetInput, linkedPasswordInput } from '../schema';
import * as resets from './commands';

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
