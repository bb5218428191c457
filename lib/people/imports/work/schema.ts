import type { imports } from '@/db/schema';
import type { Context } from '@/lib/platform/perform';
import type { Report } from '../schema';
import type { Waiting } from './queries';

/** What a step of the worker does before its transaction, and inside it; what `run` answers is written into the import's row. */
export type Step<Prepared> = {
  prepare: (waiting: Waiting) => Promise<Prepared>;
  run: (ctx: Context, waiting: Waiting, prepared: Prepared, report: Report) => Promise<Partial<typeof imports.$inferInsert>>;
};
