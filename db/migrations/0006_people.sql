ALTER TABLE "guardian_links" ADD COLUMN "restricted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "guardian_links" ADD COLUMN "restricted_by" uuid;--> statement-breakpoint
ALTER TABLE "students" ADD COLUMN "house" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "students" ADD COLUMN "emergency_name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "students" ADD COLUMN "emergency_phone" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "guardian_links" ADD CONSTRAINT "guardian_links_restricted_by_users_id_fk" FOREIGN KEY ("restricted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "users_phone_search" ON "users" USING gin ("phone" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "guardians_order" ON "guardians" USING btree ("search_name","id");--> statement-breakpoint
ALTER TABLE "guardian_links" ADD CONSTRAINT "guardian_links_restricted" CHECK ("guardian_links"."restricted_at" is null or "guardian_links"."verified_at" is null);--> statement-breakpoint
ALTER TABLE "guardian_links" ADD CONSTRAINT "guardian_links_priority" CHECK ("guardian_links"."priority" between 1 and 9);