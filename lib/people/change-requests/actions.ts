'use server';

import 'server-only';
import { action } from '@/lib/platform/request/action';
import * as commands from './commands';
import { getChangeable } from './forms/queries';
import * as may from './policy';
import { getRequest } from './queries';
import { approveInput, declineInput, requestChangesInput, requestInput } from './schema';

export const requestChanges = action({
  name: 'people.request-changes',
  input: requestChangesInput,
  subject: getChangeable,
  allow: may.request,
  run: commands.requestChanges,
});

export const openRequest = action({
  name: 'people.open-change-request',
  input: requestInput,
  subject: getRequest,
  allow: may.view,
  quiet: 'a look is written down only where it shows something medical',
  run: commands.openRequest,
});

export const approveChange = action({
  name: 'people.approve-change',
  input: approveInput,
  subject: getRequest,
  allow: may.decide,
  run: commands.approveChange,
});

export const declineChange = action({
  name: 'people.decline-change',
  input: declineInput,
  subject: getRequest,
  allow: may.decide,
  run: commands.declineChange,
});

export const withdrawChange = action({
  name: 'people.withdraw-change',
  input: requestInput,
  subject: getRequest,
  allow: may.withdraw,
  run: commands.withdrawChange,
});
