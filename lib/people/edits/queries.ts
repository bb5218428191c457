import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';

/** Who wrote the newest event about one record, and when; null when it was no person. */
export async function findLastChange(tx: Tx, subjectId: string): Promise<{ name: string; at: Date } | null> {
  const [row] = await tx.execute<{ name: string | null; at: string }>(sql`
    select u.display_name as name, e.at from events e left join users u on e.actor_kind = 'person' and u.id::text = e.actor_id
    where e.subject_id = ${subjectId} order by e.id desc limit 1`);
  return row?.name ? { name: row.name, at: new Date(row.at) } : null;
}
