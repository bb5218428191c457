import type { Client } from '@/db/client';

type Open = Parameters<Parameters<Client['begin']>[1]>[0];

/** Of each hundred students now in school. */
const SHARE = { left: 20, asking: 12, imports: 5 };
const EVENTS_EACH = 20;
const NOTICES_EACH = 3;
const PAST_YEARS = 3;

/**
 * Fills the lists that the demonstration leaves empty, in proportion to the students: who has left, what families ask
 * for, imports, notices, and the history of a year. A list with nothing in it would measure nothing.
 */
export async function fillLists(owner: Client): Promise<void> {
  await owner.begin(async (tx) => {
    await tx`
      create temp table here on commit drop as
      select s.id, s.user_id, e.class_id, e.starts_on, row_number() over (order by md5(s.id::text)) as place, count(*) over () as students
      from students s join enrolments e on e.student_id = s.id and e.ends_on is null`;
    await tx`
      create temp table office on commit drop as
      select user_id as id, row_number() over (order by user_id) - 1 as place, count(*) over () as people
      from user_roles where role = 'admin'`;
    await tx`
      insert into enrolments (student_id, class_id, starts_on, ends_on, outcome)
      select h.id, h.class_id, h.starts_on - 365 * ago, h.starts_on - 365 * ago + 300, 'promoted' from here h, generate_series(1, ${PAST_YEARS}) ago
      where not exists (select 1 from enrolments e where e.student_id = h.id and e.ends_on is not null)`;
    await letSomeLeave(tx);
    await tx`
      insert into change_requests (requested_by, student_id, field, before, after, state, created_at, decided_at, decided_by)
      select g.user_id, h.id, 'address', 'Old road 1', 'New road ' || h.place, case when open then 'open' else 'approved' end,
        now() - h.place * interval '1 minute', case when not open then now() end, case when not open then o.id end
      from here h join office o on o.place = h.place % o.people
      join lateral (select g.user_id from guardian_links l join guardians g on g.id = l.guardian_id where l.student_id = h.id and l.ended_at is null limit 1) g on true
      cross join lateral (select h.place % 100 < ${SHARE.asking} as open) state where h.place % 100 < ${SHARE.asking * 3}`;
    await tx`
      insert into imports (kind, state, file_name, created_by, requested_by, created_at, committed_at, findings, header)
      select case when h.place % 4 = 0 then 'staff' else 'students' end, 'committed', 'file-' || h.place || '.csv', o.id, o.id,
        now() - h.place * interval '1 hour', now() - h.place * interval '1 hour', '{}', '["surname","first_name"]'
      from here h join office o on o.place = h.place % o.people where h.place % 100 < ${SHARE.imports}`;
    await tx`
      insert into notifications (user_id, kind, subject_id, day, key, title, body, link, created_at)
      select n.user_id, n.kind, h.id, current_date - n.ago, 'bench:' || h.id || n.ago, 'A notice', 'Something to know about a child.', '/today', now() - n.ago * interval '1 day'
      from here h cross join lateral (
        select o.id as user_id, 'change-request' as kind, 1 + (h.place / 10)::int as ago from office o where h.place % 10 = 0
        union all select h.user_id, 'absence', n from generate_series(1, ${NOTICES_EACH}) n) n`;
    await writeYear(tx);
  });
}

/** Former students with disabled accounts, until there are as many as such a school has. */
async function letSomeLeave(tx: Open): Promise<void> {
  await tx`
    create temp table gone on commit drop as
    select h.id as like_id, h.class_id, h.starts_on, 'THS-OLD-' || lpad(h.place::text, 5, '0') as number, gen_random_uuid() as id, gen_random_uuid() as user_id
    from here h where h.place <= h.students * ${SHARE.left} / 100 -
      (select count(*) from students s where not exists (select 1 from enrolments e where e.student_id = s.id and e.ends_on is null))`;
  await tx`
    insert into users (id, username, display_name, status)
    select g.user_id, g.number, s.surname || ' ' || s.first_name, 'disabled' from gone g join students s on s.id = g.like_id`;
  await tx`insert into user_roles (user_id, role) select user_id, 'student' from gone`;
  await tx`
    insert into students (id, user_id, admission_number, surname, first_name, search_name, gender, date_of_birth)
    select g.id, g.user_id, g.number, s.surname, s.first_name, s.search_name, s.gender, s.date_of_birth - 3650 from gone g join students s on s.id = g.like_id`;
  await tx`
    insert into enrolments (student_id, class_id, starts_on, ends_on, outcome)
    select id, class_id, starts_on - 365 * ago, starts_on - 365 * ago + 300, case when ago = 1 then 'withdrawn' else 'promoted' end from gone, generate_series(1, ${PAST_YEARS}) ago`;
  await tx`update users set disabled_at = now() - (abs(hashtext(id::text)) % 300) * interval '1 day' where status = 'disabled' and disabled_at is null`;
}

/** Sign-ins, registers and edits over three hundred days; they owe no more work to the worker. */
async function writeYear(tx: Open): Promise<void> {
  await tx`
    with written as (
      insert into events (at, actor_kind, actor_id, name, subject_id, tables, scopes, detail, request_id)
      select now() - (${EVENTS_EACH} - n) * interval '15 days' + h.place * interval '1 second', e.kind, e.actor, e.name, e.subject, e.tables, '{school}', e.detail, 'bench'
      from generate_series(1, ${EVENTS_EACH}) n cross join here h join office o on o.place = h.place % o.people
      cross join lateral (
        select 'visitor' as kind, null as actor, 'accounts.signed-in' as name, h.user_id::text as subject, '{sessions}'::text[] as tables, '{}'::jsonb as detail where (n + h.place) % 4 in (0, 1)
        union all select 'person', st.user_id::text, 'attendance.register-submitted', h.class_id::text, '{registers}', jsonb_build_object('day', current_date::text, 'after', jsonb_build_array())
          from class_teachers ct join staff st on st.id = ct.staff_id where ct.class_id = h.class_id and ct.ended_at is null and (n + h.place) % 4 = 2
        union all select 'person', o.id::text, 'people.student-edited', h.id::text, '{students}', '{"before": {"address": "Old road 1"}, "after": {"address": "New road 2"}}' where (n + h.place) % 4 = 3) e
      order by n, h.place returning id)
    select count(*) from written`;
  await tx`delete from outbox where event_id in (select id from events where request_id = 'bench')`;
}
