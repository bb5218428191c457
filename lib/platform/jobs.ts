import { PgBoss } from 'pg-boss';

/** A job that runs on a schedule: id, cron line in the school's time, and one call of a command; some also when the worker starts. */
export type Job = { id: string; cron: string; atStart?: true; run: () => Promise<void> };

/** A job that fails is begun again after a minute or two, then later and later, for about three hours: longer than a restart takes. */
export const RETRIES = { retryLimit: 8, retryDelay: 60, retryBackoff: true, retryDelayMax: 3_600 };

export const JOBS_SCHEMA = 'jobs';

/** The scheduler over the same database; its tables are made by the migration step, not at run time. */
export function openJobs(connectionString: string, options: { migrate: boolean }): PgBoss {
  return new PgBoss({ connectionString, schema: JOBS_SCHEMA, migrate: options.migrate, createSchema: options.migrate, max: 2 });
}
