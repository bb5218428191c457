import { migrate } from '@/db/migrate';
import { env } from '@/lib/platform/env';
import { ensureBuckets } from '@/lib/platform/storage';

/** Brings the database and the buckets up to date; says what the operator should know. */
export async function prepare(): Promise<void> {
  await migrate(env().DATABASE_URL, env().DATABASE_RUNTIME_URL);
  for (const note of await ensureBuckets()) console.log(note);
}
