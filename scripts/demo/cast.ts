import { sql } from 'drizzle-orm';
import { addStaff } from '@/lib/people/staff/commands';
import { env } from '@/lib/platform/env';
import { hashPassword } from '@/lib/platform/hashing';
import type { Context } from '@/lib/platform/perform';
import { demoPassword } from './password';

/** Who of the demonstration can be signed in as; kept in the event of this name, which nobody can change later. */
export const CAST_EVENT = 'accounts.demo-cast-chosen';

export type CastMember = { role: string; userId: string; username: string; note: string };

/** Creates the owner of the demonstration: a super admin who is also on the staff list. */
export async function createOwner(ctx: Context): Promise<void> {
  await addStaff(ctx, {
    title: 'Mrs', surname: 'Adéyẹmí', firstName: 'Folúkẹ́', gender: 'female', role: 'super-admin', phone: '', email: '', isAnother: false,
  });
}

/** Picks one person for each role around one class of about forty, and gives them this installation's demo passwords. */
export async function chooseCast(ctx: Context): Promise<void> {
  const cast = [...(await findCast(ctx))];
  const { AUTH_SECRET, BCRYPT_ROUNDS } = env();
  const hashed = await Promise.all(
    cast.map(async ({ userId, username }) => {
      return { userId, hash: await hashPassword(demoPassword(AUTH_SECRET, username), BCRYPT_ROUNDS) };
    }),
  );
  await ctx.tx.execute(sql`
    update users u set password_hash = g.hash, one_time_hash = null, status = 'active'
    from jsonb_to_recordset(${JSON.stringify(hashed)}::jsonb) as g("userId" uuid, hash text) where u.id = g."userId"`);
  ctx.record({
    name: CAST_EVENT,
    subjectId: 'school',
    tables: ['users'],
    scopes: ['school'],
    detail: { cast },
  });
}

function findCast({ tx }: Context) {
  return tx.execute<CastMember>(sql`
    with room as (
      select c.id, c.name, ct.staff_id from classes c join levels l on l.id = c.level_id and l.stage in ('primary', 'junior-secondary')
      join terms t on t.academic_session_id = c.academic_session_id and t.state = 'active'
      join class_teachers ct on ct.class_id = c.id and ct.ended_at is null
      join enrolments e on e.class_id = c.id and e.ends_on is null
      group by c.id, c.name, ct.staff_id, l.position, c.arm order by abs(count(*) - 40), l.position, c.arm limit 1
    ), family as (
      select g.user_id, min(s.user_id::text)::uuid as child_user, (select count(*) from guardian_links a
          where a.guardian_id = g.id and a.ended_at is null and a.verified_at is not null) as children
      from room join enrolments e on e.class_id = room.id and e.ends_on is null join students s on s.id = e.student_id
      join guardian_links l on l.student_id = s.id and l.ended_at is null and l.verified_at is not null and l.priority = 1
      join guardians g on g.id = l.guardian_id join users u on u.id = g.user_id
      group by g.id, g.user_id, u.username order by children desc, u.username limit 1
    ), subjects_only as (
      select st.user_id, count(distinct a.class_id) as classes from staff st join users u on u.id = st.user_id
      join teaching_assignments a on a.staff_id = st.id and a.ended_at is null
      where not exists (select 1 from class_teachers ct where ct.staff_id = st.id and ct.ended_at is null)
      group by st.id, u.username order by u.username limit 1
    ), office as (
      select distinct on (r.role) r.role, r.user_id from user_roles r join users u on u.id = r.user_id
      where r.role in ('super-admin', 'admin') order by r.role, u.username
    ), chosen (place, role, user_id, note) as (
      select 1, 'super-admin', user_id, 'owns the system' from office where role = 'super-admin'
      union all select 2, 'admin', user_id, 'the school office' from office where role = 'admin'
      union all select 3, 'teacher', st.user_id, 'class teacher of ' || room.name from room join staff st on st.id = room.staff_id
      union all select 4, 'teacher', user_id, 'teaches subjects in ' || classes || ' classes, leads none' from subjects_only
      union all select 5, 'parent', user_id, children || ' children here, one in ' || room.name from family, room
      union all select 6, 'student', child_user, 'in ' || room.name || ', child of the parent above' from family, room
    )
    select c.role, c.user_id as "userId", u.username, c.note from chosen c join users u on u.id = c.user_id order by c.place`);
}
