'use server';

import 'server-only';
import { action } from '@/lib/platform/request/action';
import { confirmOwnPassword } from '../passwords/commands';
import { getAccount } from '../queries';
import * as superAdmins from './commands';
import * as may from './policy';
import { getRequest } from './queries';
import { askSuperAdminInput, confirmRequestInput, requestInput } from './schema';

export const askSuperAdmin = action({
  name: 'accounts.ask-super-admin',
  input: askSuperAdminInput,
  subject: getAccount,
  allow: may.ask,
  limit: { points: 20, seconds: 60 },
  prepare: confirmOwnPassword,
  run: superAdmins.askSuperAdmin,
});

export const confirmSuperAdmin = action({
  name: 'accounts.confirm-super-admin',
  input: confirmRequestInput,
  subject: getRequest,
  allow: may.confirm,
  limit: { points: 20, seconds: 60 },
  prepare: confirmOwnPassword,
  run: superAdmins.confirmRequest,
});

export const withdrawSuperAdmin = action({
  name: 'accounts.withdraw-super-admin',
  input: requestInput,
  subject: getRequest,
  allow: may.withdraw,
  run: superAdmins.withdrawRequest,
});
