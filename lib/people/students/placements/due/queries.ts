import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Day } from '@/lib/platform/dates';

export type Due = { id: string; studentId: string; askedBy: string | null };

/**
 * The plans whose day has come, the oldest first. A child who has a mark today in the class of before moves tomorrow:
 * a worker that was away must not take the mark out of its class.
 */
export async function listDue(tx: Tx, today: Day): Promise<Due[]> {
  const rows = await tx.execute<Due>(sql`
    select p.id, p.student_id as "studentId", p.asked_by as "askedBy" from planned_placements p
    where p.starts_on <= ${today}::date and not exists (
      select from attendance_marks m join registers r on r.id = m.register_id and r.taken_at is not null
      where m.student_id = p.student_id and m.day >= ${today}::date)
    order by p.starts_on, p.asked_at limit 5000`);
  return [...rows];
}

/** Who is told of what a plan could not do: everybody in the office who may sign in. */
export async function listOffice(tx: Tx): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select distinct u.id from users u join user_roles r on r.user_id = u.id and r.role in ('super-admin', 'admin')
    where u.status in ('active', 'pending') and u.deleted_at is null`);
  return rows.map((row) => row.id);
}
