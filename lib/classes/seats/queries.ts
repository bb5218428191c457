import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';

/**
 * Holds classes until the end of the transaction, in one order for all: whoever puts students into a class or counts its
 * free places queues here, after the students are locked. Writers that only refer to a class do not wait.
 */
export async function lockClasses(tx: Tx, classIds: Iterable<string>): Promise<void> {
  const ids = `{${[...new Set(classIds)].join(',')}}`;
  await tx.execute(sql`select 1 from classes where id = any (${ids}::uuid[]) order by id for no key update`);
}

/** How many sit in a class and how many may; nobody else takes a place before this transaction has ended. */
export async function countSeats(tx: Tx, classId: string): Promise<{ taken: number; capacity: number }> {
  await lockClasses(tx, [classId]);
  const [row] = await tx.execute<{ taken: number; capacity: number }>(sql`
    select c.capacity, (select count(*)::int from enrolments e where e.class_id = c.id and e.ends_on is null) as taken
    from classes c where c.id = ${classId}::uuid`);
  return row ?? { taken: 0, capacity: 0 };
}
