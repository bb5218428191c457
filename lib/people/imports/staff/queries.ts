import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { findActiveTerm } from '@/lib/calendar/queries';
import { schoolFacts, texts } from '../queries';
import type { KnownStaff, KnownStaffAccount } from './plans/rules';
import type { StaffFile } from './rules';

/** Holds members of staff, with their accounts, as an edit of one of them does. */
export async function lockStaff(tx: Tx, userIds: string[]): Promise<void> {
  await tx.execute(sql`
    select 1 from staff join users on users.id = staff.user_id where users.id = any ((${texts(userIds)})::uuid[]) order by users.id for update`);
}

/** The accounts, classes and subjects that rows of the file may mean. */
export async function findKnownStaff(tx: Tx, file: StaffFile, now: Date): Promise<KnownStaff> {
  const facts = await schoolFacts(tx, now);
  const term = await findActiveTerm(tx);
  const accounts = await tx.execute<KnownStaffAccount>(sql`
    select u.id as "userId", u.username, u.display_name as "displayName", u.phone, lower(u.email) as email,
      u.deleted_at is not null as "isDeleted", s.id is not null as "isStudent",
      array(select role from user_roles r where r.user_id = u.id) as roles,
      case when st.id is null then null else jsonb_build_object('id', st.id, 'title', st.title, 'surname', st.surname,
        'firstName', st.first_name, 'gender', st.gender, 'hasLeft', st.left_on is not null) end as staff
    from users u left join staff st on st.user_id = u.id left join students s on s.user_id = u.id
    where u.phone = any (${texts(file.rows.flatMap((row) => row.phone || []))})
      or lower(u.email) = any (${texts(file.rows.flatMap((row) => row.email || []))})`);
  const classes = await tx.execute<KnownStaff['classes'][number]>(sql`
    select c.id, c.name, l.name || ' ' || c.arm as label, c.level_id as "levelId",
      (select ct.staff_id from class_teachers ct where ct.class_id = c.id and ct.ended_at is null) as "teacherId"
    from classes c join levels l on l.id = c.level_id where c.academic_session_id = ${facts.session?.id ?? null}::uuid`);
  const subjects = await tx.execute<KnownStaff['subjects'][number]>(sql`
    select s.id, s.name, array(select o.level_id from subject_offerings o where o.subject_id = s.id) as "levelIds" from subjects s`);
  const assignments = await tx.execute<{ key: string }>(sql`
    select concat_ws('/', staff_id, class_id, subject_id) as key from teaching_assignments
    where ended_at is null and term_id = ${term?.id ?? null}::uuid`);
  return {
    accounts: [...accounts],
    classes: [...classes],
    subjects: [...subjects],
    assignments: assignments.map((one) => one.key),
    termId: term?.id ?? null,
  };
}
