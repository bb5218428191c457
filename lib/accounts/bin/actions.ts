'use server';

import 'server-only';
import { action } from '@/lib/platform/request/action';
import { confirmOwnPassword } from '../passwords/commands';
import * as may from '../policy';
import { getAccount } from '../queries';
import { accountInput, confirmedAccountInput } from '../schema';
import * as bin from './commands';

export const disable = action({
  name: 'accounts.disable',
  input: confirmedAccountInput,
  subject: getAccount,
  allow: may.disable,
  limit: { points: 20, seconds: 60 },
  prepare: confirmOwnPassword,
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
