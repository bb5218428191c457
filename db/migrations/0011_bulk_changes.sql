CREATE TABLE "bulk_change_rows" (
	"change_id" uuid NOT NULL,
	"student_id" uuid NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	CONSTRAINT "bulk_change_rows_change_id_student_id_pk" PRIMARY KEY("change_id","student_id")
);
--> statement-breakpoint
CREATE TABLE "bulk_changes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"starts_on" date,
	"count" integer NOT NULL,
	"unchanged" integer NOT NULL,
	"left_out" integer NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"made_by" uuid NOT NULL,
	"undone_at" timestamp with time zone,
	"undone_by" uuid,
	CONSTRAINT "bulk_changes_kind" CHECK ("bulk_changes"."kind" in ('class', 'house', 'department'))
);
--> statement-breakpoint
ALTER TABLE "bulk_change_rows" ADD CONSTRAINT "bulk_change_rows_change_id_bulk_changes_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."bulk_changes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_change_rows" ADD CONSTRAINT "bulk_change_rows_student_id_students_id_fk" FOREIGN KEY ("student_id") REFERENCES "public"."students"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_changes" ADD CONSTRAINT "bulk_changes_made_by_users_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_changes" ADD CONSTRAINT "bulk_changes_undone_by_users_id_fk" FOREIGN KEY ("undone_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bulk_change_rows_student" ON "bulk_change_rows" USING btree ("student_id");--> statement-breakpoint
CREATE INDEX "bulk_changes_made" ON "bulk_changes" USING btree ("made_at","id");--> statement-breakpoint
-- What was changed for many at once is the office's to see and to undo.
alter table bulk_changes enable row level security;
--> statement-breakpoint
alter table bulk_changes force row level security;
--> statement-breakpoint
create policy owner_all on bulk_changes to current_user using (true);
--> statement-breakpoint
create policy runtime on bulk_changes to app_runtime using ((select app_sees_all()));
--> statement-breakpoint
alter table bulk_change_rows enable row level security;
--> statement-breakpoint
alter table bulk_change_rows force row level security;
--> statement-breakpoint
create policy owner_all on bulk_change_rows to current_user using (true);
--> statement-breakpoint
create policy runtime on bulk_change_rows to app_runtime using ((select app_sees_all()));
