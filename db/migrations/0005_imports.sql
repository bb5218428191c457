CREATE TABLE "import_changes" (
	"import_id" uuid NOT NULL,
	"table_name" text NOT NULL,
	"row_key" text NOT NULL,
	"before" jsonb,
	"after" jsonb NOT NULL,
	CONSTRAINT "import_changes_import_id_table_name_row_key_pk" PRIMARY KEY("import_id","table_name","row_key")
);
--> statement-breakpoint
CREATE TABLE "import_mappings" (
	"kind" text NOT NULL,
	"shape" text NOT NULL,
	"mapping" jsonb NOT NULL,
	"used_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "import_mappings_kind_shape_pk" PRIMARY KEY("kind","shape")
);
--> statement-breakpoint
CREATE TABLE "import_progress" (
	"import_id" uuid PRIMARY KEY NOT NULL,
	"step" text DEFAULT '' NOT NULL,
	"share" real DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"state" text DEFAULT 'uploading' NOT NULL,
	"file_name" text NOT NULL,
	"created_by" uuid NOT NULL,
	"requested_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"state_at" timestamp with time zone DEFAULT now() NOT NULL,
	"header" jsonb,
	"samples" jsonb,
	"mapping" jsonb,
	"findings" jsonb,
	"failed" jsonb,
	"problem" text DEFAULT '' NOT NULL,
	"committed_at" timestamp with time zone,
	"file_removed_at" timestamp with time zone,
	CONSTRAINT "imports_kind" CHECK ("imports"."kind" in ('students', 'staff'))
);
--> statement-breakpoint
ALTER TABLE "import_changes" ADD CONSTRAINT "import_changes_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_progress" ADD CONSTRAINT "import_progress_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "imports_created" ON "imports" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "imports_waiting" ON "imports" USING btree ("state_at") WHERE state in ('reading', 'checking', 'committing', 'undoing');--> statement-breakpoint
CREATE INDEX "sessions_of" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "user_roles_granted_by" ON "user_roles" USING btree ("granted_by") WHERE granted_by is not null;--> statement-breakpoint
CREATE INDEX "guardian_links_verified_by" ON "guardian_links" USING btree ("verified_by") WHERE verified_by is not null;--> statement-breakpoint
CREATE INDEX "guardian_links_ended_by" ON "guardian_links" USING btree ("ended_by") WHERE ended_by is not null;--> statement-breakpoint
CREATE INDEX "class_teachers_ended_by" ON "class_teachers" USING btree ("ended_by") WHERE ended_by is not null;--> statement-breakpoint
CREATE INDEX "teaching_assignments_staff" ON "teaching_assignments" USING btree ("staff_id");--> statement-breakpoint
CREATE INDEX "teaching_assignments_ended_by" ON "teaching_assignments" USING btree ("ended_by") WHERE ended_by is not null;--> statement-breakpoint
CREATE INDEX "register_submissions_by" ON "register_submissions" USING btree ("submitted_by");--> statement-breakpoint
CREATE INDEX "registers_taken_by" ON "registers" USING btree ("taken_by");--> statement-breakpoint
-- What stands in these tables is people's data too: only those who see the whole school come near it.
alter table imports enable row level security;--> statement-breakpoint
alter table imports force row level security;--> statement-breakpoint
create policy owner_all on imports to current_user using (true);--> statement-breakpoint
create policy runtime on imports to app_runtime using ((select app_sees_all()));--> statement-breakpoint
alter table import_changes enable row level security;--> statement-breakpoint
alter table import_changes force row level security;--> statement-breakpoint
create policy owner_all on import_changes to current_user using (true);--> statement-breakpoint
create policy runtime on import_changes to app_runtime using ((select app_sees_all()));--> statement-breakpoint
-- What names a row of a table that imports write.
create function import_key(of_table text, r jsonb) returns text language sql immutable parallel safe as $$
  select case of_table when 'user_roles' then (r ->> 'user_id') || '/' || (r ->> 'role')
    when 'student_medical' then r ->> 'student_id' when 'counters' then r ->> 'name' else r ->> 'id' end
$$;
--> statement-breakpoint
-- A row as undo keeps it: without secrets, and without what every sign-in or change of rights raises.
create function import_image(r jsonb) returns jsonb language sql immutable parallel safe as $$
  select r - array['password_hash', 'one_time_hash', 'authority_version', 'search_text']
$$;
--> statement-breakpoint
create function columns_that_differ(a jsonb, b jsonb) returns jsonb language sql immutable parallel safe as $$
  select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(a) where value is distinct from b -> key
$$;
--> statement-breakpoint
-- While app.import names an import, every statement writes down the rows it touched. Undo reads nothing else, so a
-- column or a writer that is added later cannot be forgotten.
create function note_import_insert() returns trigger language plpgsql as $$
begin
  insert into import_changes (import_id, table_name, row_key, before, after)
  select current_setting('app.import')::uuid, tg_table_name, import_key(tg_table_name, to_jsonb(n)), null, import_image(to_jsonb(n))
  from added n;
  return null;
end $$;
--> statement-breakpoint
create function note_import_update() returns trigger language plpgsql as $$
begin
  insert into import_changes (import_id, table_name, row_key, before, after)
  select current_setting('app.import')::uuid, tg_table_name, key, columns_that_differ(was, now), columns_that_differ(now, was)
  from (select import_key(tg_table_name, to_jsonb(n)) as key, import_image(to_jsonb(o)) as was, import_image(to_jsonb(n)) as now
    from old_rows o join new_rows n on import_key(tg_table_name, to_jsonb(o)) = import_key(tg_table_name, to_jsonb(n))) pairs
  where was <> now
  -- Of several changes of one row the first tells what was, the last what is; a new row stays new.
  on conflict (import_id, table_name, row_key) do update
    set before = excluded.before || import_changes.before, after = import_changes.after || excluded.after;
  return null;
end $$;
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['users', 'user_roles', 'students', 'student_medical', 'guardians', 'guardian_links', 'staff',
    'enrolments', 'class_teachers', 'teaching_assignments', 'counters'] loop
    execute format('create trigger import_insert after insert on %I referencing new table as added
      for each statement when (current_setting(''app.import'', true) <> '''') execute function note_import_insert()', t);
    execute format('create trigger import_update after update on %I referencing old table as old_rows new table as new_rows
      for each statement when (current_setting(''app.import'', true) <> '''') execute function note_import_update()', t);
  end loop;
end $$;
--> statement-breakpoint
-- Later records that point at rows which an import made and that it did not make itself: they stand in the way of undo.
-- Found through the foreign keys, so that tables which come later count without being named.
create function import_dependents(the_import uuid) returns table (table_name text, people bigint, sample text)
  language plpgsql stable as $$
declare fk record;
begin
  for fk in
    select c.relname::text as child, p.relname::text as parent, a.attname::text as col
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and cardinality(k.conkey) = 1 and k.connamespace = 'public'::regnamespace
      and p.relname in ('users', 'students', 'guardians', 'guardian_links', 'staff', 'enrolments', 'class_teachers', 'teaching_assignments')
    order by 1, 3
  loop
    return query execute format(
      'select %L::text, count(distinct c.%I), min(c.%I::text) from %I c
       join import_changes i on i.import_id = $1 and i.table_name = %L and i.before is null and c.%I = i.row_key::uuid
       where not exists (select 1 from import_changes o where o.import_id = $1 and o.table_name = %L
         and o.before is null and o.row_key = import_key(%L, to_jsonb(c)))
       having count(*) > 0', fk.child, fk.col, fk.col, fk.child, fk.parent, fk.col, fk.child, fk.child) using the_import;
  end loop;
end $$;
