import { asSystem } from '@/lib/platform/system';
import type { Job } from '@/lib/platform/jobs';
import { forgetOldSessions } from './sessions/commands';

export const tidy: Job = {
  id: 'accounts.tidy',
  cron: '30 2 * * *',
  run: () => asSystem('accounts.tidy', forgetOldSessions),
};
