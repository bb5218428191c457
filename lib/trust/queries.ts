import { sql } from 'drizzle-orm';
import type { Actor } from '@/lib/platform/actor';
import { can } from '@/lib/platform/authz';
import { AppError } from '@/lib/platform/errors';
import { reading } from '@/lib/platform/scope';
import { lookOutside } from './outside/queries';
import * as may from './policy';
import { judge, type DatabaseFacts, type Finding } from './rules';

/** Every check, made now; the history is verified by the worker. */
export async function listFindings(actor: Actor): Promise<{ findings: Finding[]; isVerifying: boolean }> {
  if (!can(actor, may.look, undefined)) throw new AppError('NOT_FOUND', 'There is no such page.');
  const [facts, outside] = await Promise.all([readFacts(actor), lookOutside()]);
  return { findings: judge(facts, outside), isVerifying: facts.verifying !== null };
}

async function readFacts(actor: Actor): Promise<DatabaseFacts> {
  const [row] = await reading(actor, undefined, (tx) => tx.execute<DatabaseFacts>(sql`
    with child as (
      select 'students'::regclass::oid as id
      union select conrelid from pg_constraint where contype = 'f' and confrelid = 'students'::regclass
      union select unnest(array['notifications'::regclass, 'register_submissions'::regclass])::oid)
    select coalesce((select demo_since is not null from schools), false) as "isDemo",
      coalesce((select require_second_factor from schools), true) as "isFactorRequired",
      (select count(*)::int from users u where u.status = 'active' and u.deleted_at is null
        and exists (select 1 from user_roles r where r.user_id = u.id and r.role in ('super-admin', 'admin'))
        and not exists (select 1 from second_factors f where f.user_id = u.id and f.set_at is not null)) as "officeWithoutFactor",
      (select count(*)::int from users u where u.one_time_hash is not null and u.deleted_at is null and u.status in ('active', 'pending')
        and u.created_at < now() - interval '30 days' and not exists (select 1 from events e where e.subject_id = u.id::text
          and e.name = 'accounts.password-issued' and e.at > now() - interval '30 days')) as "oldFirstPasswords",
      array(select c.relname::text from child join pg_class c on c.oid = child.id
        where not c.relrowsecurity or not c.relforcerowsecurity order by 1) as "openTables",
      array(select p.word || ' ' || t.name from (values ('events'), ('event_feed')) t(name), (values ('update'), ('delete'), ('truncate')) p(word)
        where has_table_privilege('app_runtime', t.name, p.word)) as grants,
      current_setting('synchronous_commit') as "synchronousCommit",
      (select pg_get_userbyid(relowner) = session_user from pg_class where oid = 'students'::regclass) as "isOwner",
      (select count(*)::int from staff s join users u on u.id = s.user_id where s.left_on is null and u.status = 'active'
        and u.created_at < now() - interval '60 days' and not exists (select 1 from sessions x where x.user_id = u.id
          and x.last_seen_at > now() - interval '60 days')) as "dormantStaff",
      (select count(*)::int from events where name = 'accounts.sign-in-refused' and at > now() - interval '1 day') as "failedSignIns",
      (select count(*)::int from stored_files where (kept_at is null and asked_at < now() - interval '26 hours')
        or released_at < now() - interval '26 hours') as "orphanFiles",
      (select jsonb_build_object('time', to_char(finished_at at time zone coalesce((select time_zone from schools), 'UTC'), 'HH24:MI'),
          'checked', finished_to, 'broken', broken, 'daysAgo', floor(extract(epoch from now() - finished_at) / 86400)::int,
          'wholeDaysAgo', floor(extract(epoch from now() - whole_at) / 86400)::int)
        from history_checks where finished_at is not null) as "lastVerified",
      (select jsonb_build_object('soFar', checked_to, 'of', (select coalesce(max(seq), 0) from event_feed))
        from history_checks where asked_at is not null) as verifying`));
  if (!row) throw new Error('the database said nothing of itself');
  return row;
}
