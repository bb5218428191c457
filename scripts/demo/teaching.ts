import { sql } from 'drizzle-orm';
import type { Context } from '@/lib/platform/perform';
import { squeezed } from '@/lib/people/imports/rules';
import { readStaffFile, subjectNames } from '@/lib/people/imports/staff/rules';

type Slot = { classId: string; subjectId: string; subject: string };

/**
 * Gives each subject of each secondary class to one of the teachers who name it, whoever has least, so that
 * teachers without a class of their own have work. A staff file does not say who teaches what where.
 */
export async function assignSubjects(ctx: Context, staffFile: string): Promise<number> {
  const slots = await ctx.tx.execute<Slot>(sql`
    select distinct c.id as "classId", s.id as "subjectId", s.name as subject, l.position, c.arm
    from classes c join levels l on l.id = c.level_id and l.stage in ('junior-secondary', 'senior-secondary')
    join terms t on t.academic_session_id = c.academic_session_id and t.state = 'active'
    join subject_offerings o on o.level_id = l.id join subjects s on s.id = o.subject_id
    where not exists (select 1 from teaching_assignments a where a.class_id = c.id and a.subject_id = s.id and a.ended_at is null)
    order by l.position, c.arm, s.name`);
  const teachers = await loadTeachers(ctx, staffFile);
  const assignments = slots.flatMap((slot) => {
    const [chosen] = (teachers.get(squeezed(slot.subject)) ?? []).toSorted(
      (a, b) => a.classes - b.classes || a.place - b.place,
    );
    if (!chosen) return [];
    chosen.classes += 1;
    return [{ staffId: chosen.staffId, classId: slot.classId, subjectId: slot.subjectId }];
  });
  await ctx.tx.execute(sql`
    insert into teaching_assignments (staff_id, class_id, subject_id, term_id)
    select "staffId", "classId", "subjectId", (select id from terms where state = 'active')
    from jsonb_to_recordset(${JSON.stringify(assignments)}::jsonb) as g("staffId" uuid, "classId" uuid, "subjectId" uuid)`);
  ctx.record({
    name: 'classes.teaching-assigned',
    subjectId: 'school',
    tables: ['teaching_assignments'],
    scopes: ['school'],
    detail: { assignments: assignments.length },
  });
  return assignments.length;
}

type Teacher = { staffId: string; place: number; classes: number };

async function loadTeachers(ctx: Context, staffFile: string): Promise<Map<string, Teacher[]>> {
  const staff = await ctx.tx.execute<{ staffId: string; phone: string }>(
    sql`select st.id as "staffId", u.phone from staff st join users u on u.id = st.user_id where u.phone is not null`,
  );
  const byPhone = new Map(staff.map((one) => [one.phone, one.staffId]));
  const teachers = new Map<string, Teacher[]>();
  for (const row of readStaffFile(staffFile).rows) {
    const staffId = byPhone.get(row.phone);
    if (!staffId || row.role !== 'teacher') continue;
    // Those who lead a class start with a fuller week.
    const teacher = { staffId, place: row.row, classes: row.class_teacher_of ? 4 : 0 };
    for (const name of subjectNames(row.subjects)) {
      teachers.set(squeezed(name), [...(teachers.get(squeezed(name)) ?? []), teacher]);
    }
  }
  return teachers;
}
