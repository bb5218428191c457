import type { Job } from '@/lib/platform/jobs';
import { forgetOldImports } from './work/tidy/commands';

export const tidy: Job = { id: 'people.tidy-imports', cron: '15 * * * *', run: forgetOldImports };
