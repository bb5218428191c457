import type { Job } from '@/lib/platform/jobs';
import { carryOutDue } from './due/commands';

/** Soon after midnight, and at start for a worker that was away then. */
export const carryOut: Job = { id: 'people.planned-placements', cron: '*/5 * * * *', atStart: true, run: carryOutDue };
