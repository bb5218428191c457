import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';

export type State = { id: string; from: string; to: string; fromClass: string | null; toClass: string | null };

/** What each student of a change had before and has after it, in words, with the classes. */
export async function readStates(tx: Tx, changeId: string): Promise<State[]> {
  const rows = await tx.execute<State>(sql`
    select b.student_id as id, (b.before ->> 'classId')::uuid as "fromClass", (b.after ->> 'classId')::uuid as "toClass",
      case c.kind when 'house' then b.before ->> 'house' when 'department' then coalesce(d1.name, '') else c1.name end as from,
      case c.kind when 'house' then b.after ->> 'house' when 'department' then coalesce(d2.name, '') else c2.name end as to
    from bulk_change_rows b join bulk_changes c on c.id = b.change_id
    left join classes c1 on c1.id = (b.before ->> 'classId')::uuid left join classes c2 on c2.id = (b.after ->> 'classId')::uuid
    left join departments d1 on d1.id = (b.before ->> 'departmentId')::uuid left join departments d2 on d2.id = (b.after ->> 'departmentId')::uuid
    where b.change_id = ${changeId}::uuid order by b.student_id`);
  return [...rows];
}
