import { sql } from 'drizzle-orm';
import { notifications } from '@/db/schema';
import type { Day } from '@/lib/platform/dates';
import type { Context } from '@/lib/platform/perform';
import { absenceNotice, type AbsenceFacts } from './notify';

export type ToldEvent = { subjectId: string; detail: { day: Day; newly: string[]; noLonger: string[] } };

type Told = { userId: string } & AbsenceFacts;

/** Tells guardians what holds now about the absences of one class and day: a mark taken back in time tells nobody. */
export async function tellGuardians(ctx: Context, event: ToldEvent) {
  const { day, newly, noLonger } = event.detail;
  const students = [...newly, ...noLonger];
  const facts = await ctx.tx.execute<Told>(sql`
    select g.user_id as "userId", s.id as "studentId", s.first_name as "firstName", c.name as "className", ${day} as day,
      r.id as "registerId", r.version, case when r.taken_at is null then null else m.status end as status, m.minutes_late as "minutesLate",
      (select n.kind from notifications n where n.user_id = g.user_id and n.subject_id = s.id and n.day = ${day}::date
        and n.kind in ('absence', 'absence-corrected') order by n.created_at desc limit 1) as "toldLast"
    from registers r join classes c on c.id = r.class_id join students s on s.id = any (${`{${students.join(',')}}`}::uuid[])
    left join attendance_marks m on m.register_id = r.id and m.student_id = s.id
    join guardian_links gl on gl.student_id = s.id and gl.ended_at is null and gl.verified_at is not null
    join guardians g on g.id = gl.guardian_id join users u on u.id = g.user_id and u.deleted_at is null
    where r.class_id = ${event.subjectId} and r.day = ${day}::date`);
  const rows = facts.flatMap((one) => {
    const notice = absenceNotice(one);
    return notice ? [{ ...notice, userId: one.userId, subjectId: one.studentId, day }] : [];
  });
  if (rows.length === 0) return;
  const told = await ctx.tx.insert(notifications).values(rows).onConflictDoNothing().returning({ userId: notifications.userId });
  if (told.length === 0) return;
  ctx.record({
    name: 'notifications.delivered', subjectId: event.subjectId, tables: ['notifications'],
    scopes: ['school', ...new Set(told.map((one) => `user:${one.userId}`))], detail: { day, count: told.length },
  });
}
