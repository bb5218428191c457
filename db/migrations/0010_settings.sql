CREATE TABLE "setup" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	"branding_done_at" timestamp with time zone,
	CONSTRAINT "setup_only_one" CHECK ("setup"."only")
);
--> statement-breakpoint
CREATE TABLE "stored_files" (
	"key" text PRIMARY KEY NOT NULL,
	"bucket" text NOT NULL,
	"slot" text NOT NULL,
	"content_type" text NOT NULL,
	"size" integer NOT NULL,
	"asked_by" uuid,
	"asked_at" timestamp with time zone NOT NULL,
	"kept_at" timestamp with time zone,
	"released_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "schools" ADD COLUMN "staff_idle_minutes" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "schools" ADD COLUMN "accent" text;--> statement-breakpoint
ALTER TABLE "schools" ADD COLUMN "logo_key" text;--> statement-breakpoint
ALTER TABLE "schools" ADD COLUMN "signature_key" text;--> statement-breakpoint
ALTER TABLE "stored_files" ADD CONSTRAINT "stored_files_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "stored_files_sweep" ON "stored_files" USING btree ("asked_at") WHERE kept_at is null or released_at is not null;--> statement-breakpoint
ALTER TABLE "schools" ADD CONSTRAINT "schools_staff_idle" CHECK ("schools"."staff_idle_minutes" between 5 and 240);--> statement-breakpoint
ALTER TABLE "schools" ADD CONSTRAINT "schools_accent" CHECK ("schools"."accent" ~ '^#[0-9a-f]{6}$');