import { idOf } from './fixture';
import type { School } from './school';

/** A register of today and one of the time when Bisi and Kemi were in 2A, with a mark for each and a submission. */
export async function everyoneMarkedAbsent({ footprint: { owner }, ids }: School): Promise<void> {
  const admin = idOf(ids.users, 'admin');
  for (const classId of Object.values(ids.classes)) {
    await owner`with days as (select ${ids.cast.today}::date - n as day from unnest(array[0, 30]) as n),
      r as (insert into registers (class_id, day, version, taken_at, taken_by) select ${classId}, day, 1, now(), ${admin} from days returning id, day),
      s as (insert into register_submissions (register_id, class_id, version, kind, submitted_by, submitted_at) select id, ${classId}, 1, 'taken', ${admin}, now() from r)
      insert into attendance_marks (register_id, student_id, class_id, day, status)
      select r.id, e.student_id, ${classId}, r.day, 'absent' from r join enrolments e on e.class_id = ${classId}
        and e.starts_on <= r.day and (e.ends_on is null or e.ends_on >= r.day)`;
  }
}
