CREATE TABLE "history_checks" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"asked_at" timestamp with time zone,
	"is_whole" boolean DEFAULT true NOT NULL,
	"checked_to" bigint DEFAULT 0 NOT NULL,
	"hash" "bytea" DEFAULT ''::bytea NOT NULL,
	"finished_at" timestamp with time zone,
	"whole_at" timestamp with time zone,
	"finished_to" bigint DEFAULT 0 NOT NULL,
	"broken" text,
	CONSTRAINT "history_checks_one" CHECK ("history_checks"."id" = 1)
);
--> statement-breakpoint
ALTER TABLE "import_progress" ADD COLUMN "put_off" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "import_progress" ADD COLUMN "reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "import_progress" ADD COLUMN "due_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
-- Nothing of the history has been checked by this way yet.
insert into history_checks (id) values (1);--> statement-breakpoint
-- Names of files are kept without what turns a line round or is unseen; these came before.
update imports set file_name = regexp_replace(file_name, '[\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]', '', 'g');
