CREATE TABLE "super_admin_requests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"change" text NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"confirmed_at" timestamp with time zone,
	"confirmed_by" uuid,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "super_admin_requests_change" CHECK ("super_admin_requests"."change" in ('grant','revoke')),
	CONSTRAINT "super_admin_requests_two" CHECK ("super_admin_requests"."confirmed_by" is null or ("super_admin_requests"."confirmed_by" <> "super_admin_requests"."asked_by" and "super_admin_requests"."confirmed_by" <> "super_admin_requests"."user_id"))
);
--> statement-breakpoint
ALTER TABLE "super_admin_requests" ADD CONSTRAINT "super_admin_requests_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "super_admin_requests" ADD CONSTRAINT "super_admin_requests_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "super_admin_requests" ADD CONSTRAINT "super_admin_requests_confirmed_by_users_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "super_admin_requests_open" ON "super_admin_requests" USING btree ("user_id") WHERE confirmed_at is null and withdrawn_at is null;