import { sql } from 'drizzle-orm';
import { database } from '@/db/client';
import type { Actor } from '@/lib/platform/actor';
import { AppError } from '@/lib/platform/errors';
import { reading } from '@/lib/platform/scope';
import { classes } from '@/db/schema';
import { classesVisibleTo } from '../queries';

export type Person = { staffId: string; name: string };
export type Assignment = Person & { id: string; subjectId: string; subject: string };
export type TeachingTerm = { id: string; name: string; state: string; startsOn: string; endsOn: string };
/** What has ended: who did what, from when to when. */
export type Earlier = { name: string; what: string; from: string; until: string; endedBy: string | null };

type Row = {
  id: string; name: string; leader: Person | null; terms: TeachingTerm[]; assignments: (Assignment & { termId: string })[];
  subjects: { id: string; name: string }[]; earlier: Earlier[];
};

const named = sql`trim(st.title || ' ' || st.surname || ' ' || st.first_name)`;

/** Who leads a class and who teaches it what in each term of its session, with those whose work has ended. */
export async function getTeaching(actor: Actor, classId: string): Promise<Row> {
  const [row] = await reading(actor, undefined, (tx) => tx.execute<Row>(sql`
    select ${classes.id}, ${classes.name},
      (select jsonb_build_object('staffId', st.id, 'name', ${named}) from class_teachers ct join staff st on st.id = ct.staff_id
         where ct.class_id = ${classes.id} and ct.ended_at is null) as leader,
      (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'state', t.state, 'startsOn', t.starts_on, 'endsOn', t.ends_on) order by t.number), '[]')
         from terms t where t.academic_session_id = ${classes.academicSessionId}) as terms,
      (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'termId', a.term_id, 'subjectId', a.subject_id, 'subject', s.name,
           'staffId', st.id, 'name', ${named}) order by s.name, st.search_name), '[]')
         from teaching_assignments a join subjects s on s.id = a.subject_id join staff st on st.id = a.staff_id
         where a.class_id = ${classes.id} and a.ended_at is null) as assignments,
      (select coalesce(jsonb_agg(distinct jsonb_build_object('id', s.id, 'name', s.name)), '[]')
         from subject_offerings o join subjects s on s.id = o.subject_id where o.level_id = ${classes.levelId}) as subjects,
      (select coalesce(jsonb_agg(e order by e.until desc), '[]') from (
         select ${named} as name, 'class teacher' as what, ct.started_at as "from", ct.ended_at as until, u.display_name as "endedBy"
           from class_teachers ct join staff st on st.id = ct.staff_id left join users u on u.id = ct.ended_by
           where ct.class_id = ${classes.id} and ct.ended_at is not null
         union all
         select ${named}, s.name || ', ' || t.name || ' term', a.started_at, a.ended_at, u.display_name
           from teaching_assignments a join staff st on st.id = a.staff_id join subjects s on s.id = a.subject_id
           join terms t on t.id = a.term_id left join users u on u.id = a.ended_by
           where a.class_id = ${classes.id} and a.ended_at is not null
         order by until desc limit 50) e) as earlier
    from ${classes} where ${classes.id} = ${classId} and ${classesVisibleTo(actor)}`));
  if (!row) throw new AppError('NOT_FOUND', 'There is no such class.');
  return { ...row, subjects: row.subjects.toSorted((a, b) => a.name.localeCompare(b.name)) };
}

/** Those who may be given a class: on the staff list, active, with the role of teacher. */
export async function listTeachers(): Promise<Person[]> {
  return database().execute<Person>(sql`
    select st.id as "staffId", st.surname || ' ' || st.first_name || case when st.title = '' then '' else ' (' || st.title || ')' end as name
    from staff st join users u on u.id = st.user_id
    where st.left_on is null and u.status in ('active', 'pending') and u.deleted_at is null
      and exists (select 1 from user_roles r where r.user_id = u.id and r.role = 'teacher')
    order by st.search_name limit 500`);
}
