-- The second wall. The runtime role owns nothing; child data is under forced row-level security, and the actor's
-- reach is carried by settings local to the transaction. Unset settings mean zero rows.
grant usage on schema public to app_runtime;
--> statement-breakpoint
grant select, insert, update, delete on all tables in schema public to app_runtime;
--> statement-breakpoint
grant usage on all sequences in schema public to app_runtime;
--> statement-breakpoint
alter default privileges in schema public grant select, insert, update, delete on tables to app_runtime;
--> statement-breakpoint
alter default privileges in schema public grant usage on sequences to app_runtime;
--> statement-breakpoint
revoke update, delete on events, event_feed, register_submissions from app_runtime;
--> statement-breakpoint
create function app_ids(setting text) returns uuid[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting(setting, true), '')::uuid[], '{}') $$;
--> statement-breakpoint
create function app_sees_all() returns boolean language sql stable parallel safe
  as $$ select coalesce(current_setting('app.sees_all', true), '') = 'on' $$;
--> statement-breakpoint
alter table students enable row level security;
--> statement-breakpoint
alter table students force row level security;
--> statement-breakpoint
create policy owner_all on students to current_user using (true);
--> statement-breakpoint
create policy runtime on students to app_runtime using (
  (select app_sees_all()) or id = any ((select app_ids('app.students'))::uuid[])
  or exists (select 1 from enrolments e where e.student_id = students.id
             and e.class_id = any ((select app_ids('app.classes'))::uuid[]))
);
--> statement-breakpoint
alter table student_medical enable row level security;
--> statement-breakpoint
alter table student_medical force row level security;
--> statement-breakpoint
create policy owner_all on student_medical to current_user using (true);
--> statement-breakpoint
create policy runtime on student_medical to app_runtime using (
  (select app_sees_all()) or student_id = any ((select app_ids('app.students'))::uuid[])
  or exists (select 1 from enrolments e where e.student_id = student_medical.student_id
             and e.class_id = any ((select app_ids('app.form_classes'))::uuid[]))
);
--> statement-breakpoint
alter table enrolments enable row level security;
--> statement-breakpoint
alter table enrolments force row level security;
--> statement-breakpoint
create policy owner_all on enrolments to current_user using (true);
--> statement-breakpoint
create policy runtime on enrolments to app_runtime using (
  (select app_sees_all()) or student_id = any ((select app_ids('app.students'))::uuid[])
  or class_id = any ((select app_ids('app.classes'))::uuid[])
);
--> statement-breakpoint
alter table guardian_links enable row level security;
--> statement-breakpoint
alter table guardian_links force row level security;
--> statement-breakpoint
create policy owner_all on guardian_links to current_user using (true);
--> statement-breakpoint
create policy runtime on guardian_links to app_runtime using (
  (select app_sees_all()) or student_id = any ((select app_ids('app.students'))::uuid[])
  or exists (select 1 from enrolments e where e.student_id = guardian_links.student_id
             and e.class_id = any ((select app_ids('app.form_classes'))::uuid[]))
);
--> statement-breakpoint
alter table attendance_marks enable row level security;
--> statement-breakpoint
alter table attendance_marks force row level security;
--> statement-breakpoint
create policy owner_all on attendance_marks to current_user using (true);
--> statement-breakpoint
create policy runtime on attendance_marks to app_runtime using (
  (select app_sees_all()) or student_id = any ((select app_ids('app.students'))::uuid[])
  or class_id = any ((select app_ids('app.classes'))::uuid[])
);
--> statement-breakpoint
alter table register_submissions enable row level security;
--> statement-breakpoint
alter table register_submissions force row level security;
--> statement-breakpoint
create policy owner_all on register_submissions to current_user using (true);
--> statement-breakpoint
create policy runtime on register_submissions to app_runtime using (
  (select app_sees_all()) or class_id = any ((select app_ids('app.classes'))::uuid[])
);
--> statement-breakpoint
alter table notifications enable row level security;
--> statement-breakpoint
alter table notifications force row level security;
--> statement-breakpoint
create policy owner_all on notifications to current_user using (true);
--> statement-breakpoint
create policy runtime on notifications to app_runtime using (
  (select app_sees_all()) or user_id::text = (select current_setting('app.user', true))
);
--> statement-breakpoint
-- The one door through which a session becomes an actor: it reads relations before any reach is known, so it runs
-- as the owner. With `hold` the person's row stays share-locked to the end of the transaction: a change of roles
-- or relations waits for a write in flight, and a write that comes later sees the change.
create function load_actor(token bytea, session uuid, hold boolean) returns jsonb
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare s record; result jsonb;
begin
  select * into s from sessions where (token is not null and token_hash = token) or (token is null and id = session);
  if not found or s.ended_at is not null or s.expires_at <= now()
     or s.last_seen_at + make_interval(secs => s.idle_seconds) <= now() then return null; end if;
  if hold then perform 1 from users where id = s.user_id for share; end if;
  select jsonb_build_object(
    'sessionId', s.id, 'id', u.id, 'username', u.username, 'name', u.display_name,
    'mustChoosePassword', u.one_time_hash is not null,
    'roles', (select coalesce(jsonb_agg(role), '[]') from user_roles where user_id = u.id),
    'formClasses', (select coalesce(jsonb_agg(ct.class_id), '[]') from class_teachers ct
        join staff st on st.id = ct.staff_id where st.user_id = u.id and ct.ended_at is null),
    'teaches', (select coalesce(jsonb_agg(t.class_id), '[]') from (
        select ct.class_id from class_teachers ct join staff st on st.id = ct.staff_id
          where st.user_id = u.id and ct.ended_at is null
        union
        select ta.class_id from teaching_assignments ta join staff st on st.id = ta.staff_id
          where st.user_id = u.id and ta.ended_at is null) t),
    'guardianOf', (select coalesce(jsonb_agg(gl.student_id), '[]') from guardian_links gl
        join guardians g on g.id = gl.guardian_id
        where g.user_id = u.id and gl.ended_at is null and gl.verified_at is not null),
    'studentId', (select st.id from students st where st.user_id = u.id),
    'memberOf', (select coalesce(jsonb_agg(distinct e.class_id), '[]') from enrolments e where e.ends_on is null and (
        e.student_id = (select st.id from students st where st.user_id = u.id)
        or e.student_id in (select gl.student_id from guardian_links gl join guardians g on g.id = gl.guardian_id
             where g.user_id = u.id and gl.ended_at is null and gl.verified_at is not null)))
  ) into result
  from users u where u.id = s.user_id and u.status in ('active', 'pending') and u.deleted_at is null;
  if result is null then return null; end if;
  if s.last_seen_at < now() - interval '1 minute' then
    update sessions set last_seen_at = now() where id = s.id;
  end if;
  return result;
end $$;
--> statement-breakpoint
create function after_event() returns trigger language plpgsql as $$
begin
  insert into outbox (event_id, kind) select id, 'feed' from added;
  perform pg_notify('events', '');
  return null;
end $$;
--> statement-breakpoint
create trigger events_outbox after insert on events referencing new table as added
  for each statement execute function after_event();
