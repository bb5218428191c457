DROP INDEX "students_search";--> statement-breakpoint
ALTER TABLE "students" ADD COLUMN "previous_school" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "students" ADD COLUMN "search_text" text GENERATED ALWAYS AS (search_name || ' ' || lower(admission_number)) STORED;--> statement-breakpoint
CREATE INDEX "enrolments_here" ON "enrolments" USING btree ("class_id","student_id") WHERE ends_on is null;--> statement-breakpoint
CREATE INDEX "students_search" ON "students" USING gin ("search_text" gin_trgm_ops);--> statement-breakpoint
-- Row-level security keeps `like` away from an index: an operator that could leak is asked only about rows that have
-- passed the wall. This door asks the index first and then puts up the same wall itself, so it shows nothing more.
create function students_named(words text[]) returns setof uuid
  language sql stable security definer rows 300 set search_path = public, pg_temp as $$
  select s.id from students s
  where s.search_text like '%' || (select w from unnest(words) w order by length(w) desc limit 1) || '%'
    and (cardinality(words) = 1 or not exists (select 1 from unnest(words) w where s.search_text not like '%' || w || '%'))
    and ((select app_sees_all()) or s.id = any ((select app_ids('app.students'))::uuid[])
      or exists (select 1 from enrolments e where e.student_id = s.id
                 and e.class_id = any ((select app_ids('app.classes'))::uuid[])))
$$;
--> statement-breakpoint
-- What the frame of every page shows, in one question: who asks, the newest place in the feed, unread notices to 99.
create function open_page(token bytea) returns jsonb
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare actor jsonb := load_actor(token, null, false);
begin
  if actor is null then return null; end if;
  return jsonb_build_object('actor', actor,
    'seq', (select coalesce(max(seq), 0) from event_feed),
    'unread', (select count(*) from (select 1 from notifications n
      where n.user_id = (actor ->> 'id')::uuid and n.read_at is null limit 99) as counted));
end $$;
--> statement-breakpoint
-- As before, in small steps that each use an index: this is asked by every request.
create or replace function load_actor(token bytea, session uuid, hold boolean) returns jsonb
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare s record; who record; member uuid; own uuid; children uuid[]; forms uuid[]; subjects uuid[];
begin
  if token is not null then select * into s from sessions where token_hash = token;
  else select * into s from sessions where id = session; end if;
  if not found or s.ended_at is not null or s.expires_at <= now()
     or s.last_seen_at + make_interval(secs => s.idle_seconds) <= now() then return null; end if;
  if hold then perform 1 from users where id = s.user_id for share; end if;
  select u.* into who from users u where u.id = s.user_id and u.status in ('active', 'pending') and u.deleted_at is null;
  if not found then return null; end if;
  if s.last_seen_at < now() - interval '1 minute' then
    update sessions set last_seen_at = now() where id = s.id;
  end if;
  select id into member from staff where user_id = who.id;
  if found then
    forms := array(select ct.class_id from class_teachers ct where ct.staff_id = member and ct.ended_at is null);
    subjects := array(select ta.class_id from teaching_assignments ta where ta.staff_id = member and ta.ended_at is null);
  end if;
  select id into own from students where user_id = who.id;
  children := array(select gl.student_id from guardians g join guardian_links gl on gl.guardian_id = g.id
    where g.user_id = who.id and gl.ended_at is null and gl.verified_at is not null);
  return jsonb_build_object(
    'sessionId', s.id, 'id', who.id, 'username', who.username, 'name', who.display_name,
    'mustChoosePassword', who.one_time_hash is not null,
    'roles', to_jsonb(array(select role from user_roles where user_id = who.id)),
    'formClasses', coalesce(to_jsonb(forms), '[]'),
    'teaches', to_jsonb(array(select distinct unnest(forms || subjects))),
    'guardianOf', to_jsonb(children),
    'studentId', own,
    'memberOf', case when own is null and children = '{}' then '[]' else
      to_jsonb(array(select distinct class_id from enrolments where ends_on is null and student_id = any (own || children))) end);
end $$;
