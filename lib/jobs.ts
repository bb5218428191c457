import * as accounts from '@/lib/accounts/jobs';
import * as absences from '@/lib/attendance/absences/jobs';
import type { Job } from '@/lib/platform/jobs';
import type { Handler } from '@/lib/platform/outbox';

/** Every scheduled job of every domain. */
export const jobs: Job[] = [accounts.tidy];

/** Who acts on which event after commit. */
export const handlers: ReadonlyMap<string, Handler> = new Map(absences.handlers);
