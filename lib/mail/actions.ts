'use server';

import 'server-only';
import { action } from '@/lib/platform/request/action';
import * as commands from './commands';
import * as may from './policy';
import { sendTestInput } from './schema';

export const sendTestMail = action({
  name: 'mail.send-test',
  input: sendTestInput,
  allow: may.manage,
  limit: { points: 10, seconds: 600 },
  run: commands.writeTest,
  after: commands.sendTest,
});
