'use server';

import 'server-only';
import { action } from '@/lib/platform/request/action';
import { confirmOwnPassword } from '../passwords/commands';
import * as may from '../policy';
import { getAccount } from '../queries';
import { codeInput, confirmedAccountInput, confirmedInput } from '../schema';
import * as codes from './codes/commands';
import * as factors from './commands';

export const startSecondFactor = action({
  name: 'accounts.start-second-factor',
  input: confirmedInput,
  beforeEnrolment: true,
  allow: may.holdSecondFactor,
  limit: { points: 20, seconds: 60 },
  prepare: confirmOwnPassword,
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
  prepare: confirmOwnPassword,
  run: codes.renewRecoveryCodes,
});

export const removeSecondFactor = action({
  name: 'accounts.remove-second-factor',
  input: confirmedInput,
  allow: may.holdSecondFactor,
  limit: { points: 20, seconds: 60 },
  prepare: confirmOwnPassword,
  run: factors.removeFactor,
});

export const resetSecondFactorOf = action({
  name: 'accounts.reset-second-factor-of',
  input: confirmedAccountInput,
  subject: getAccount,
  allow: may.resetSecondFactor,
  limit: { points: 20, seconds: 60 },
  prepare: confirmOwnPassword,
  run: factors.resetFactorOf,
});
