import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Actor } from '@/lib/platform/actor';
import type { Day } from '@/lib/platform/dates';
import { AppError } from '@/lib/platform/errors';
import { reading } from '@/lib/platform/scope';
import { texts } from '../../imports/queries';
import { getStudent } from '../queries';
import { findPlanned } from './plans/queries';
import type { Present } from './rules';

export type Stay = {
  id: string; className: string; department: string | null; session: string; startsOn: Day; endsOn: Day | null; outcome: string | null; reason: string;
};

/** A student with every class so far, the newest first, and what is planned; the plan is for the office alone. */
export async function getStays(actor: Actor, { studentId }: { studentId: string }, tx?: Tx) {
  return reading(actor, tx, async (open) => {
    const [student, planned, stays] = await Promise.all([
      getStudent(actor, studentId, open),
      findPlanned(open, studentId),
      open.execute<Stay>(sql`
        select e.id, c.name as "className", d.name as department, s.name as session, e.starts_on::text as "startsOn", e.ends_on::text as "endsOn",
          e.outcome, e.reason
        from enrolments e join classes c on c.id = e.class_id join academic_sessions s on s.id = c.academic_session_id
        left join departments d on d.id = e.department_id
        where e.student_id = ${studentId}::uuid order by e.starts_on desc limit 60`),
    ]);
    return { student, planned, stays: [...stays] };
  });
}

/** A student about to change place, locked so that two desks queue, with where they are and when they left last. */
export async function getPlaced(actor: Actor, { studentId }: { studentId: string }, tx: Tx) {
  const student = await getStudent(actor, studentId, tx);
  await tx.execute(sql`select 1 from students where id = ${studentId}::uuid for update`);
  const [present] = await tx.execute<Present>(sql`
    select e.id, e.class_id as "classId", c.name as "className", e.starts_on::text as "startsOn",
      (select max(m.day)::text from attendance_marks m join registers r on r.id = m.register_id and r.taken_at is not null
        where m.student_id = e.student_id and m.class_id = e.class_id and m.day >= e.starts_on) as "lastMarked"
    from enrolments e join classes c on c.id = e.class_id where e.student_id = ${studentId}::uuid and e.ends_on is null`);
  const [left] = await tx.execute<{ day: Day | null }>(sql`select max(ends_on)::text as day from enrolments where student_id = ${studentId}::uuid`);
  const planned = await findPlanned(tx, studentId);
  return { studentId, userId: student.userId, classId: present?.classId ?? null, name: `${student.surname} ${student.firstName}`, present: present ?? null, leftOn: left?.day ?? null, planned };
}

export type Placed = Awaited<ReturnType<typeof getPlaced>>;

/** The accounts whose reach a change of class touches: the families, the children, and who teaches these classes. */
export async function findTouched(tx: Tx, { studentIds, classIds }: { studentIds: string[]; classIds: string[] }): Promise<string[]> {
  const [ofStudents, ofClasses] = [sql`any ((${texts(studentIds)})::uuid[])`, sql`any ((${texts(classIds)})::uuid[])`];
  const rows = await tx.execute<{ id: string }>(sql`
    select user_id as id from students where id = ${ofStudents}
    union select g.user_id from guardian_links l join guardians g on g.id = l.guardian_id where l.student_id = ${ofStudents} and l.ended_at is null
    union select s.user_id from class_teachers t join staff s on s.id = t.staff_id where t.class_id = ${ofClasses} and t.ended_at is null
    union select s.user_id from teaching_assignments t join staff s on s.id = t.staff_id where t.class_id = ${ofClasses} and t.ended_at is null`);
  return rows.map((row) => row.id);
}

/** The student must have a class now. */
export function presentOf({ present }: Placed): Present {
  if (!present) throw new AppError('LOCKED', 'This student is in no class now. Re-admit them first.');
  return present;
}
