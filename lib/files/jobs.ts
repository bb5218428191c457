import type { Job } from '@/lib/platform/jobs';
import { sweepFiles } from './commands';

export const sweep: Job = {
  id: 'files.sweep',
  cron: '15 * * * *',
  run: async () => void (await sweepFiles()),
};
