CREATE TABLE "account_links" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"purpose" text NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "account_links_purpose" CHECK ("account_links"."purpose" in ('reset','invitation'))
);
--> statement-breakpoint
CREATE TABLE "pending_sign_ins" (
	"token_hash" "bytea" PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"wrong_codes" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"code_hash" "bytea" NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "second_factors" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"sealed_secret" "bytea",
	"set_at" timestamp with time zone,
	"pending_secret" "bytea",
	"pending_since" timestamp with time zone,
	"last_step" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "schools" ADD COLUMN "require_second_factor" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "account_links" ADD CONSTRAINT "account_links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pending_sign_ins" ADD CONSTRAINT "pending_sign_ins_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "second_factors" ADD CONSTRAINT "second_factors_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_links_open" ON "account_links" USING btree ("user_id","purpose") WHERE used_at is null and withdrawn_at is null;--> statement-breakpoint
CREATE INDEX "account_links_expiry" ON "account_links" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "recovery_codes_code" ON "recovery_codes" USING btree ("user_id","code_hash");--> statement-breakpoint
-- As before, with one more thing to know: whether the role asks for a second factor that is not there yet.
create or replace function load_actor(token bytea, session uuid, hold boolean) returns jsonb
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare s record; who record; member uuid; own uuid; children uuid[]; forms uuid[]; subjects uuid[]; given text[]; must boolean := false;
begin
  if token is not null then select * into s from sessions where token_hash = token;
  else select * into s from sessions where id = session; end if;
  if not found or s.ended_at is not null or s.expires_at <= now()
     or s.last_seen_at + make_interval(secs => s.idle_seconds) <= now() then return null; end if;
  if hold then perform 1 from users where id = s.user_id for share; end if;
  select u.* into who from users u where u.id = s.user_id and u.status in ('active', 'pending') and u.deleted_at is null;
  if not found then return null; end if;
  if s.last_seen_at < now() - interval '1 minute' then
    update sessions set last_seen_at = now() where id = s.id;
  end if;
  given := array(select role from user_roles where user_id = who.id);
  if given && array['super-admin', 'admin'] then
    must := coalesce((select require_second_factor from schools), false)
      and not exists (select 1 from second_factors f where f.user_id = who.id and f.sealed_secret is not null);
  end if;
  select id into member from staff where user_id = who.id;
  if found then
    forms := array(select ct.class_id from class_teachers ct where ct.staff_id = member and ct.ended_at is null);
    subjects := array(select ta.class_id from teaching_assignments ta where ta.staff_id = member and ta.ended_at is null);
  end if;
  select id into own from students where user_id = who.id;
  children := array(select gl.student_id from guardians g join guardian_links gl on gl.guardian_id = g.id
    where g.user_id = who.id and gl.ended_at is null and gl.verified_at is not null);
  return jsonb_build_object(
    'sessionId', s.id, 'id', who.id, 'username', who.username, 'name', who.display_name,
    'mustChoosePassword', who.one_time_hash is not null, 'mustEnrol', must,
    'roles', to_jsonb(given),
    'formClasses', coalesce(to_jsonb(forms), '[]'),
    'teaches', to_jsonb(array(select distinct unnest(forms || subjects))),
    'guardianOf', to_jsonb(children),
    'studentId', own,
    'memberOf', case when own is null and children = '{}' then '[]' else
      to_jsonb(array(select distinct class_id from enrolments where ends_on is null and student_id = any (own || children))) end);
end $$;
--> statement-breakpoint
-- A demonstration that is there already goes on without phones.
update schools set require_second_factor = false where demo_since is not null;
