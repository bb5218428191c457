import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Cast } from '@/db/seed/school';

/** More than one page of everything the office can list. */
export const MANY = 120;

/** A hundred and twenty more of everything: students here and gone, families, staff, classes, requests, imports, notices, events. */
export async function many(tx: Tx, { admin, class2A, today }: Cast): Promise<void> {
  const numbers = sql`generate_series(1, ${MANY}) as n`;
  const accounts = (prefix: string, status: 'active' | 'disabled') => sql`
    insert into users (username, display_name, status, disabled_at, password_hash)
    select ${prefix} || n, 'Many ' || n, ${status}, case when ${status} = 'disabled' then now() end, 'never-matches' from ${numbers}`;
  const number = (column: string) => sql.raw(`split_part(${column}, '-', 3)`);
  for (const prefix of ['MANY-STU-', 'MANY-PAR-', 'MANY-TCH-']) await tx.execute(accounts(prefix, 'active'));
  await tx.execute(accounts('MANY-OLD-', 'disabled'));
  await tx.execute(sql`insert into user_roles (user_id, role) select id, 'teacher' from users where username like 'MANY-TCH-%'`);
  await tx.execute(sql`
    insert into students (user_id, admission_number, surname, first_name, search_name, gender, date_of_birth)
    select id, username, 'Many', username, 'many ' || ${number('username')}, 'female', '2014-05-01' from users where username ~ '^MANY-(STU|OLD)-'`);
  await tx.execute(sql`
    insert into enrolments (student_id, class_id, starts_on)
    select id, ${class2A.id}, ${today} from students where admission_number like 'MANY-STU-%'`);
  await tx.execute(sql`
    insert into guardians (user_id, surname, first_name, search_name)
    select id, 'Many', username, 'many ' || ${number('username')} from users where username like 'MANY-PAR-%'`);
  await tx.execute(sql`
    insert into guardian_links (guardian_id, student_id, relationship, verified_at)
    select g.id, s.id, 'mother', now() from guardians g join students s on s.admission_number = replace(g.first_name, 'PAR', 'STU')`);
  await tx.execute(sql`
    insert into staff (user_id, title, surname, first_name, search_name, gender)
    select id, 'Mrs', 'Many', username, 'many ' || ${number('username')}, 'female' from users where username like 'MANY-TCH-%'`);
  await tx.execute(sql`
    insert into classes (academic_session_id, level_id, arm, name)
    select academic_session_id, level_id, 'M' || n, 'JSS 2M' || n from classes, ${numbers} where id = ${class2A.id}`);
  await tx.execute(sql`
    insert into change_requests (requested_by, student_id, field, before, after)
    select g.user_id, l.student_id, 'address', 'Old road', 'New road' from guardian_links l join guardians g on g.id = l.guardian_id where g.surname = 'Many'`);
  await tx.execute(sql`
    insert into imports (kind, state, file_name, created_by, requested_by, committed_at)
    select 'students', 'committed', 'roll-' || n || '.csv', ${admin.id}, ${admin.id}, now() from ${numbers}`);
  await tx.execute(sql`
    insert into notifications (user_id, kind, subject_id, day, key, title, body, link)
    select ${admin.id}, 'change-request', ${class2A.id}, ${today}, 'many:' || n, 'A notice', 'Something to know.', '/today' from ${numbers}`);
  await tx.execute(sql`
    insert into events (actor_kind, actor_id, name, subject_id, tables, scopes, detail, request_id)
    select 'person', ${admin.id}, 'people.student-edited', s.id, '{students}', '{school}', '{"before": {"lga": "Ikeja"}, "after": {"lga": "Epe"}}', 'many'
    from students s where s.surname = 'Many'`);
}
