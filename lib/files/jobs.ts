import type { Job } from '@/lib/platform/jobs';
import { asSystem } from '@/lib/platform/system';
import { sweepFiles } from './commands';

export const sweep: Job = {
  id: 'files.sweep',
  cron: '15 * * * *',
  run: () => asSystem('files.sweep', async (ctx) => void (await sweepFiles(ctx))),
};
