DROP INDEX "events_at";--> statement-breakpoint
CREATE INDEX "user_roles_role" ON "user_roles" USING btree ("role","user_id");--> statement-breakpoint
CREATE INDEX "users_bin" ON "users" USING btree (disabled_at desc,"id") WHERE status = 'disabled' and deleted_at is null;--> statement-breakpoint
CREATE INDEX "staff_order" ON "staff" USING btree ("search_name","id") WHERE left_on is null;--> statement-breakpoint
CREATE INDEX "class_teachers_leads" ON "class_teachers" USING btree ("staff_id","class_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "events_at" ON "events" USING btree ("at","id");--> statement-breakpoint
-- As before, but the index is asked for the word that fewest rows have: a number before a name, then the longest. An
-- admission number brings two words that every student has. Few rows are expected, so that they are looked up one by one.
create or replace function students_named(words text[]) returns setof uuid
  language sql stable security definer rows 50 set search_path = public, pg_temp as $$
  select s.id from students s
  where s.search_text like '%' || (select w from unnest(words) w order by length(w) > 2 and w ~ '[0-9]' desc, length(w) desc limit 1) || '%'
    and (cardinality(words) = 1 or not exists (select 1 from unnest(words) w where s.search_text not like '%' || w || '%'))
    and ((select app_sees_all()) or s.id = any ((select app_ids('app.students'))::uuid[])
      or exists (select 1 from enrolments e where e.student_id = s.id
                 and e.class_id = any ((select app_ids('app.classes'))::uuid[])))
$$;
