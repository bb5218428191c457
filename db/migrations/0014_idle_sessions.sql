drop function open_page(bytea);
--> statement-breakpoint
drop function load_actor(bytea, uuid, boolean);
--> statement-breakpoint
-- As before, but only a person's act keeps a session from idling out. The defaults serve a process of the last version.
create function load_actor(token bytea, session uuid, hold boolean, act boolean default false) returns jsonb
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare s record; who record; member uuid; own uuid; children uuid[]; forms uuid[]; subjects uuid[]; given text[]; must boolean := false;
begin
  if token is not null then select * into s from sessions where token_hash = token;
  else select * into s from sessions where id = session; end if;
  if not found or s.ended_at is not null or s.expires_at <= now()
     or s.last_seen_at + make_interval(secs => s.idle_seconds) <= now() then return null; end if;
  if hold then perform 1 from users where id = s.user_id for share; end if;
  select u.* into who from users u where u.id = s.user_id and u.status in ('active', 'pending') and u.deleted_at is null;
  if not found then return null; end if;
  if act and s.last_seen_at < now() - interval '1 minute' then
    update sessions set last_seen_at = now() where id = s.id;
  end if;
  given := array(select role from user_roles where user_id = who.id);
  if given && array['super-admin', 'admin'] then
    must := coalesce((select require_second_factor from schools), false)
      and not exists (select 1 from second_factors f where f.user_id = who.id and f.sealed_secret is not null);
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
    'mustChoosePassword', who.one_time_hash is not null, 'mustEnrol', must,
    'roles', to_jsonb(given),
    'formClasses', coalesce(to_jsonb(forms), '[]'),
    'teaches', to_jsonb(array(select distinct unnest(forms || subjects))),
    'guardianOf', to_jsonb(children),
    'studentId', own,
    'memberOf', case when own is null and children = '{}' then '[]' else
      to_jsonb(array(select distinct class_id from enrolments where ends_on is null and student_id = any (own || children))) end);
end $$;
--> statement-breakpoint
-- As before; what a page does by itself is no act.
create function open_page(token bytea, act boolean default true) returns jsonb
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare actor jsonb := load_actor(token, null, false, act);
begin
  if actor is null then return null; end if;
  return jsonb_build_object('actor', actor,
    'seq', (select coalesce(max(seq), 0) from event_feed),
    'unread', (select count(*) from (select 1 from notifications n
      where n.user_id = (actor ->> 'id')::uuid and n.read_at is null limit 99) as counted));
end $$;
