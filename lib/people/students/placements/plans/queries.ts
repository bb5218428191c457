import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Day } from '@/lib/platform/dates';

/** A move or a return that waits for its day. */
export type Planned = {
  id: string; kind: 'move' | 'readmit'; studentId: string; classId: string; className: string; department: string; startsOn: Day;
  outcome: 'moved' | 'promoted' | 'repeat'; enrolmentId: string; mayOverfill: boolean; by: string | null;
};

/** What is planned for a student, or null. */
export async function findPlanned(tx: Tx, studentId: string): Promise<Planned | null> {
  const [planned] = await tx.execute<Planned>(sql`
    select p.id, p.kind, p.student_id as "studentId", p.class_id as "classId", c.name as "className", coalesce(d.name, '') as department,
      p.starts_on::text as "startsOn", p.outcome, p.enrolment_id as "enrolmentId", p.may_overfill as "mayOverfill", u.display_name as by
    from planned_placements p join classes c on c.id = p.class_id left join departments d on d.id = p.department_id
    left join users u on u.id = p.asked_by where p.student_id = ${studentId}::uuid`);
  return planned ?? null;
}
