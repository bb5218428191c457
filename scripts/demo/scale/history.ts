import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { nigerianDepartments, nigerianLevels } from '@/db/seed/curriculum';
import { createAccounts } from '@/lib/accounts/commands';
import { fullName, searchable } from '@/lib/people/rules';
import type { StudentRow } from '@/lib/people/imports/students/schema';
import type { Context } from '@/lib/platform/perform';
import type { DemoYear } from '../school';
import { createChance } from './chance';
import { inventChild, levelSizes } from './roll';

/** Gives each past session its teachers, the students of the time in the level below, and those who have left since. */
export async function writeHistory(
  ctx: Context,
  { years, students, pattern }: { years: DemoYear[]; students: number; pattern: StudentRow[] },
): Promise<void> {
  const past = years.slice(0, -1).toReversed();
  if (past.length === 0) return;
  const sessions = JSON.stringify(
    past.map(({ id, startsOn, endsOn }, index) => ({ id, startsOn, endsOn, ago: index + 1 })),
  );
  await ctx.tx.execute(sql`
    insert into class_teachers (class_id, staff_id, started_at, ended_at)
    select old.id, ct.staff_id, s."startsOn", s."endsOn"
    from jsonb_to_recordset(${sessions}::jsonb) as s(id uuid, "startsOn" date, "endsOn" date)
    join classes old on old.academic_session_id = s.id
    join classes now on now.level_id = old.level_id and now.arm = old.arm
    join class_teachers ct on ct.class_id = now.id and ct.ended_at is null`);
  const graduates = JSON.stringify(await writeGraduates(ctx, { past, students, pattern }));
  await ctx.tx.execute(sql`
    with placed as (
      select c.id, c.academic_session_id, l.position, l.stage,
        row_number() over (partition by c.academic_session_id, l.id order by length(c.arm), c.arm) - 1 as place,
        count(*) over (partition by c.academic_session_id, l.id) as arms
      from classes c join levels l on l.id = c.level_id
    ), people as (
      select e.student_id, p.position, p.place, e.department_id from enrolments e join placed p on p.id = e.class_id where e.ends_on is null
      union all
      select g.id, g.position, g.place, d.id
      from jsonb_to_recordset(${graduates}::jsonb) as g(id uuid, position int, place int, department text)
      join departments d on d.name = g.department
    )
    insert into enrolments (student_id, class_id, department_id, starts_on, ends_on, outcome)
    select p.student_id, c.id, case when c.stage = 'senior-secondary' then p.department_id end, s."startsOn", s."endsOn",
      case when c.position = ${nigerianLevels.length} then 'graduated' else 'promoted' end
    from people p
    cross join jsonb_to_recordset(${sessions}::jsonb) as s(id uuid, "startsOn" date, "endsOn" date, ago int)
    join placed c on c.academic_session_id = s.id and c.position = p.position - s.ago and c.place = p.place % c.arms`);
  ctx.record({
    name: 'people.demo-history-written',
    subjectId: 'school',
    tables: ['enrolments'],
    scopes: ['school'],
    detail: { sessions: past.map((year) => year.name) },
  });
}

/** Those who were in the last level of each past session: without them earlier years would be half empty. */
async function writeGraduates(
  ctx: Context,
  { past, students, pattern }: { past: DemoYear[]; students: number; pattern: StudentRow[] },
): Promise<{ id: string; position: number; place: number; department: string }[]> {
  const chance = createChance(students);
  const seen = new Set<string>();
  const size = levelSizes(students).at(-1) ?? 0;
  const leavers = past.flatMap((year, index) =>
    Array.from({ length: size }, (_, place) => {
      const began = Number(year.startsOn.slice(0, 4));
      const level = nigerianLevels.length - 1;
      const child = inventChild(pattern, {
        surname: chance.pick(pattern).surname,
        level,
        year: began,
        chance,
        seen,
      });
      const names = { surname: child.surname, firstName: child.first_name };
      // As if still here: one level above the last for each year since.
      const position = nigerianLevels.length + 1 + index;
      return {
        id: randomUUID(),
        child,
        names,
        position,
        place,
        department: child.department || (nigerianDepartments[0] ?? ''),
      };
    }),
  );
  const made = await createAccounts(
    ctx,
    leavers.map(({ names }) => ({ displayName: fullName(names), role: 'student' })),
  );
  const rows = leavers.map(({ id, child, names }, index) => ({
    ...child,
    id,
    userId: made[index]?.id,
    number: made[index]?.username,
    searchName: searchable(fullName(names)),
  }));
  await ctx.tx.execute(sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(id uuid, "userId" uuid, number text, surname text,
        first_name text, "searchName" text, gender text, date_of_birth date, state_of_origin text, lga text, address text)
    ), closed as (update users u set status = 'disabled', one_time_hash = null from given g where u.id = g."userId")
    insert into students (id, user_id, admission_number, surname, first_name, search_name, gender, date_of_birth, state_of_origin, lga, address)
    select id, "userId", number, surname, first_name, "searchName", gender, date_of_birth, state_of_origin, lga, address from given`);
  return leavers.map(({ id, position, place, department }) => ({ id, position, place, department }));
}
