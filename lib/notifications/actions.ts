'use server';

import 'server-only';
import { action } from '@/lib/platform/request/action';
import * as commands from './commands';
import * as may from './policy';
import { markAllReadInput } from './schema';

export const markAllRead = action({
  name: 'notifications.mark-all-read',
  input: markAllReadInput,
  allow: may.readOwn,
  run: commands.markAllRead,
});
