import { sql } from 'drizzle-orm';
import type { Database, Tx } from '@/db/client';

class Undone extends Error {
  constructor(readonly result: unknown) {
    super('undone');
  }
}

export type DryRun = <T>(act: () => Promise<T>) => Promise<{ result: T; events: number }>;

/**
 * Makes it possible to run one act for real, against real constraints, and have its transaction rolled back after
 * its events were counted: every check starts from the same school.
 */
export function dryRuns(db: Database): DryRun {
  const real = db.transaction.bind(db);
  let isOn = false;
  let events = 0;

  db.transaction = (async (inside: (tx: Tx) => Promise<unknown>, config?: Parameters<typeof real>[1]) => {
    if (!isOn) return real(inside, config);
    try {
      return await real(async (tx) => {
        const before = await countEvents(tx);
        const result = await inside(tx);
        events += (await countEvents(tx)) - before;
        throw new Undone(result);
      }, config);
    } catch (error) {
      if (error instanceof Undone) return error.result;
      throw error;
    }
  }) as Database['transaction'];

  return async (act) => {
    isOn = true;
    events = 0;
    try {
      return { result: await act(), events };
    } finally {
      isOn = false;
    }
  };
}

async function countEvents(tx: Tx): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(sql`select count(*)::int as n from events`);
  return row?.n ?? 0;
}
