'use server';

import 'server-only';
import { action } from '@/lib/platform/request/action';
import { confirmOwnPassword } from '../passwords/commands';
import { changeSafeguarding as may } from '../policy';
import { getAccount } from '../queries';
import { changeSafeguardingInput } from '../schema';
import * as commands from './commands';

export const changeSafeguarding = action({
  name: 'accounts.change-safeguarding',
  input: changeSafeguardingInput,
  subject: getAccount,
  allow: may,
  limit: { points: 20, seconds: 60 },
  prepare: confirmOwnPassword,
  run: commands.changeSafeguarding,
});
