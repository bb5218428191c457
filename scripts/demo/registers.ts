import { sql } from 'drizzle-orm';
import { allowSlowStatements } from '@/db/client';
import type { Day } from '@/lib/platform/dates';
import type { Context } from '@/lib/platform/perform';
import { inParts } from '@/lib/people/imports/rules';

const DAYS_AT_ONCE = 40;

// The same child on the same day always gets the same mark: of 1,000 marks 60 are away and 25 late.
const chance = sql`(hashtext(s.admission_number || r.day::text) & 1048575) % 1000`;

/**
 * Gives every class that has a teacher a submitted register on each of the days, all by set-based SQL.
 * `report` hears how many days are done.
 */
export async function giveRegisters(
  ctx: Context,
  days: Day[],
  report: (done: number) => void = () => undefined,
): Promise<void> {
  await allowSlowStatements(ctx.tx, Infinity);
  let done = 0;
  for (const part of inParts(days, DAYS_AT_ONCE)) {
    await giveDays(ctx, part);
    done += part.length;
    report(done);
  }
  ctx.record({
    name: 'attendance.demo-registers-given',
    subjectId: 'school',
    tables: ['registers'],
    scopes: ['school'],
    detail: { first: days[0], last: days.at(-1), days: days.length },
  });
}

async function giveDays({ tx }: Context, days: Day[]): Promise<void> {
  const wanted = JSON.stringify(days);
  await tx.execute(sql`
    insert into registers (class_id, day, version, taken_at, taken_by)
    select c.id, d.day, 1,
      (d.day + time '08:02' + make_interval(secs => (hashtext(c.name || d.day::text) & 1023))) at time zone sc.time_zone, st.user_id
    from (select value::date as day from jsonb_array_elements_text(${wanted}::jsonb)) d
    join academic_sessions a on d.day between a.starts_on and a.ends_on
    join classes c on c.academic_session_id = a.id
    join class_teachers ct on ct.class_id = c.id and (ct.ended_at is null or ct.ended_at::date >= d.day)
    join staff st on st.id = ct.staff_id cross join schools sc`);
  await tx.execute(sql`
    insert into attendance_marks (register_id, student_id, class_id, day, status, minutes_late, reason)
    select id, student_id, class_id, day, status, case when status = 'late' then 5 + luck % 40 end,
      case when status = 'excused' then (array['Ill, the family called', 'Hospital appointment', 'Family occasion'])[1 + luck % 3] end
    from (select r.id, e.student_id, r.class_id, r.day, ${chance} as luck,
        case when ${chance} < 45 then 'absent' when ${chance} < 60 then 'excused' when ${chance} < 85 then 'late' else 'present' end as status
      from registers r join enrolments e on e.class_id = r.class_id and e.starts_on <= r.day and (e.ends_on is null or e.ends_on >= r.day)
      join students s on s.id = e.student_id
      where r.day in (select value::date from jsonb_array_elements_text(${wanted}::jsonb))) marked
    order by id, student_id`);
  await tx.execute(sql`
    update registers r set present = n.present, absent = n.absent, late = n.late, excused = n.excused
    from (select register_id, count(*) filter (where status = 'present') as present, count(*) filter (where status = 'absent') as absent,
        count(*) filter (where status = 'late') as late, count(*) filter (where status = 'excused') as excused
      from attendance_marks where day in (select value::date from jsonb_array_elements_text(${wanted}::jsonb)) group by 1) n
    where r.id = n.register_id`);
  await tx.execute(sql`
    insert into register_submissions (register_id, class_id, version, kind, submitted_by, submitted_at)
    select id, class_id, version, 'taken', taken_by, taken_at from registers
    where day in (select value::date from jsonb_array_elements_text(${wanted}::jsonb))`);
}
