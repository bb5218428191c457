ALTER TABLE "history_checks" ADD COLUMN "held_to" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "history_checks" ADD COLUMN "held_hash" "bytea" DEFAULT ''::bytea NOT NULL;--> statement-breakpoint
-- What an earlier check followed without a break is held from now on.
update history_checks set held_to = checked_to, held_hash = hash where broken is null;
