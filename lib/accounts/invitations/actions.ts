'use server';

import 'server-only';
import { action } from '@/lib/platform/request/action';
import { askToSignIn } from '../browser';
import * as may from '../policy';
import { getAccount } from '../queries';
import { hashForLink } from '../resets/commands';
import { accountInput, linkedPasswordInput } from '../schema';
import * as invitations from './commands';

export const acceptInvitation = action({
  name: 'accounts.accept-invitation',
  input: linkedPasswordInput,
  forVisitors: true,
  allow: may.useLink,
  limit: { points: 20, seconds: 60 },
  isSecret: true,
  prepare: hashForLink('invitation'),
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
