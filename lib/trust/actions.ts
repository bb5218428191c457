'use server';

import 'server-only';
import { action } from '@/lib/platform/request/action';
import * as commands from './commands';
import * as may from './policy';
import { verifyInput } from './schema';

export const verifyHistory = action({
  name: 'trust.verify-history',
  input: verifyInput,
  allow: may.look,
  limit: { points: 6, seconds: 60 },
  run: commands.askVerification,
});
