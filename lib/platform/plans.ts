import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';

/**
 * Until the end of the transaction, tables are joined whole and not row by row. For questions about rows that were just
 * written by the thousand: they have no statistics yet, and the planner takes their tables for almost empty.
 */
export async function joinWholeTables(tx: Tx): Promise<void> {
  await tx.execute(sql`select set_config('enable_nestloop', 'off', true)`);
}
