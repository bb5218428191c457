import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import { allowSlowStatements, connect } from '@/db/client';
import type { Context } from '@/lib/platform/perform';
import { asSystem } from '@/lib/platform/system';

const DEMO_LOCK = 7_411_014;

/**
 * Runs the loading of a demo school in one transaction on a connection of its own: a school is there whole or not
 * at all. Returns null, having done nothing, when there is a school already.
 */
export async function inNewSchool<T>(
  databaseUrl: string,
  run: (ctx: Context) => Promise<T>,
): Promise<T | null> {
  const client = connect(databaseUrl, { max: 1 });
  try {
    return await drizzle(client).transaction(async (tx) => {
      await allowSlowStatements(tx, Infinity);
      await tx.execute(sql`select pg_advisory_xact_lock(${DEMO_LOCK})`);
      const [school] = await tx.execute(sql`select 1 from schools`);
      return school ? null : await asSystem('demo', run, tx);
    });
  } finally {
    await client.end({ timeout: 5 });
  }
}
