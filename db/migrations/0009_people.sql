CREATE TABLE "user_grants" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"granted_at" timestamp with time zone NOT NULL,
	"granted_by" uuid NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" uuid,
	CONSTRAINT "user_grants_name" CHECK ("user_grants"."name" in ('safeguarding'))
);
--> statement-breakpoint
CREATE TABLE "change_requests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"requested_by" uuid NOT NULL,
	"student_id" uuid,
	"field" text NOT NULL,
	"before" text NOT NULL,
	"after" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"decided_at" timestamp with time zone,
	"decided_by" uuid,
	CONSTRAINT "change_requests_state" CHECK ("change_requests"."state" in ('open', 'approved', 'declined', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "safeguarding_notes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"student_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"body" text NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	"written_by" uuid NOT NULL,
	CONSTRAINT "safeguarding_notes_kind" CHECK ("safeguarding_notes"."kind" in ('custody', 'safeguarding'))
);
--> statement-breakpoint
ALTER TABLE "guardian_links" ADD COLUMN "restricted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "guardian_links" ADD COLUMN "restricted_by" uuid;--> statement-breakpoint
ALTER TABLE "student_medical" ADD COLUMN "notes" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "students" ADD COLUMN "has_allergies" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "students" ADD COLUMN "house" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "students" ADD COLUMN "emergency_name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "students" ADD COLUMN "emergency_phone" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "enrolments" ADD COLUMN "reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "user_grants" ADD CONSTRAINT "user_grants_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_grants" ADD CONSTRAINT "user_grants_granted_by_users_id_fk" FOREIGN KEY ("granted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_grants" ADD CONSTRAINT "user_grants_ended_by_users_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_requests" ADD CONSTRAINT "change_requests_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_requests" ADD CONSTRAINT "change_requests_student_id_students_id_fk" FOREIGN KEY ("student_id") REFERENCES "public"."students"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_requests" ADD CONSTRAINT "change_requests_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "safeguarding_notes" ADD CONSTRAINT "safeguarding_notes_student_id_students_id_fk" FOREIGN KEY ("student_id") REFERENCES "public"."students"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "safeguarding_notes" ADD CONSTRAINT "safeguarding_notes_written_by_users_id_fk" FOREIGN KEY ("written_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "user_grants_live" ON "user_grants" USING btree ("user_id","name") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "change_requests_one_open" ON "change_requests" USING btree (coalesce(student_id, requested_by),"field") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "change_requests_open" ON "change_requests" USING btree ("created_at") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "change_requests_mine" ON "change_requests" USING btree ("requested_by","created_at");--> statement-breakpoint
CREATE INDEX "safeguarding_notes_student" ON "safeguarding_notes" USING btree ("student_id","written_at");--> statement-breakpoint
ALTER TABLE "guardian_links" ADD CONSTRAINT "guardian_links_restricted_by_users_id_fk" FOREIGN KEY ("restricted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "users_phone_search" ON "users" USING gin ("phone" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "guardian_links_guardian" ON "guardian_links" USING btree ("guardian_id");--> statement-breakpoint
CREATE INDEX "guardians_order" ON "guardians" USING btree ("search_name","id");--> statement-breakpoint
ALTER TABLE "guardian_links" ADD CONSTRAINT "guardian_links_restricted" CHECK ("guardian_links"."restricted_at" is null or "guardian_links"."verified_at" is null);--> statement-breakpoint
ALTER TABLE "guardian_links" ADD CONSTRAINT "guardian_links_priority" CHECK ("guardian_links"."priority" between 1 and 9);--> statement-breakpoint
-- Custody and safeguarding notes: not even the whole office, only who holds the grant now. Nobody rewrites them.
alter table safeguarding_notes enable row level security;
--> statement-breakpoint
alter table safeguarding_notes force row level security;
--> statement-breakpoint
create policy owner_all on safeguarding_notes to current_user using (true);
--> statement-breakpoint
create policy runtime on safeguarding_notes to app_runtime using (
  exists (select 1 from user_grants g where g.user_id::text = (select current_setting('app.user', true))
          and g.name = 'safeguarding' and g.ended_at is null)
);
--> statement-breakpoint
revoke update, delete on safeguarding_notes from app_runtime;
--> statement-breakpoint
-- That there is an allergy is for every teacher of the class to see; what it is stays with the notes.
create function note_allergies() returns trigger language plpgsql as $$
begin
  update students set has_allergies = new.allergies <> '' where id = new.student_id and has_allergies <> (new.allergies <> '');
  return null;
end $$;
--> statement-breakpoint
create trigger student_medical_allergies after insert or update of allergies on student_medical
  for each row execute function note_allergies();
--> statement-breakpoint
update students s set has_allergies = true from student_medical m where m.student_id = s.id and m.allergies <> '';

--> statement-breakpoint
-- What a family asks for is seen by the office and by the one who asked.
alter table change_requests enable row level security;
--> statement-breakpoint
alter table change_requests force row level security;
--> statement-breakpoint
create policy owner_all on change_requests to current_user using (true);
--> statement-breakpoint
create policy runtime on change_requests to app_runtime using (
  (select app_sees_all()) or requested_by::text = (select current_setting('app.user', true))
);
