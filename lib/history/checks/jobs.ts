import type { Job } from '@/lib/platform/jobs';
import { asSystem } from '@/lib/platform/system';
import { askCheck } from './commands';

export const checkAll: Job = {
  id: 'history.check-all',
  cron: '0 3 * * *',
  run: () => asSystem('history.check-all', ({ tx }) => askCheck(tx, 'all')),
};

export const checkNew: Job = {
  id: 'history.check-new',
  cron: '20 * * * *',
  run: () => asSystem('history.check-new', ({ tx }) => askCheck(tx, 'new')),
};
