DROP INDEX "events_subject";--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "area" text GENERATED ALWAYS AS (split_part(name, '.', 1)) STORED;--> statement-breakpoint
CREATE INDEX "events_actor" ON "events" USING btree ("actor_id","id");--> statement-breakpoint
CREATE INDEX "events_area" ON "events" USING btree ("area","id");--> statement-breakpoint
CREATE INDEX "events_subject" ON "events" USING btree ("subject_id","id");--> statement-breakpoint
-- What the hash chain covers: every column by name, in one time zone, so that a later column or another setting of
-- the server leaves old links whole.
create function event_line(e events) returns text language sql stable parallel safe as $$
  select jsonb_build_array(e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), e.actor_kind, e.actor_id,
    e.name, e.subject_id, e.tables, e.scopes, e.detail, e.request_id)::text
$$;
