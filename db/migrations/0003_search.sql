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
