import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { openFootprint, type Footprint } from './footprint';

let base: TestDatabase;
let owner: Footprint;
beforeAll(async () => {
  base = await testDatabase();
  owner = await openFootprint(base.url);
});
afterAll(async () => {
  await owner.close();
  await base.close();
});

const codeOf = (statement: string) =>
  base.db.execute(sql.raw(statement)).then(
    () => 'done',
    (error: { cause?: { code?: string } }) => error.cause?.code,
  );
const REFUSED = '42501';

describe('the role the product runs as', () => {
  it('owns nothing, is nobody special, and belongs to no other role', async () => {
    const [role] =
      await owner.owner`select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
      (select count(*)::int from pg_class where relowner = r.oid) as relations, (select count(*)::int from pg_proc where proowner = r.oid) as functions,
      (select count(*)::int from pg_auth_members where member = r.oid) as memberships from pg_roles r where rolname = 'app_runtime'`;
    expect({ ...role }).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
      relations: 0,
      functions: 0,
      memberships: 0,
    });
    const [now] = await base.db.execute<{ who: string }>(sql`select current_user as who`);
    expect(now?.who).toBe('app_runtime');
  });

  it('cannot take the wall down', async () => {
    for (const statement of [
      'alter table students disable row level security',
      'alter table students no force row level security',
      'drop policy runtime on students',
      'create policy all_of_it on students using (true)',
      'alter role app_runtime bypassrls',
      'create table mine (id int)',
      'truncate students',
      `create or replace function app_sees_all() returns boolean language sql as 'select true'`,
    ])
      expect(await codeOf(statement), statement).toBe(REFUSED);
  });

  it('cannot rewrite what happened', async () => {
    for (const table of ['events', 'event_feed', 'register_submissions']) {
      for (const statement of [
        `update ${table} set event_id = null`,
        `delete from ${table}`,
        `truncate ${table}`,
      ]) {
        const column = { events: 'name', event_feed: 'hash', register_submissions: 'reason' }[table];
        expect(await codeOf(statement.replace('event_id', column ?? '')), `${statement} on ${table}`).toBe(
          REFUSED,
        );
      }
    }
  });

  it('meets forced row-level security on every table that points at a student', async () => {
    const open = await owner.owner`with child as (
        select 'students'::regclass::oid as id
        union select conrelid from pg_constraint where contype = 'f' and confrelid = 'students'::regclass
        union select attrelid from pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p')
          where c.relnamespace = 'public'::regnamespace and attname like '%student_id' and not attisdropped
        -- Notices are about a child, and submissions hold marks, without a key that says so.
        union select unnest(array['notifications'::regclass, 'register_submissions'::regclass])::oid)
      select relname as name from child join pg_class c on c.oid = child.id
      where not relrowsecurity or not relforcerowsecurity or not exists (
        select 1 from pg_policy p where p.polrelid = c.oid and 'app_runtime'::regrole = any (p.polroles))`;
    expect(
      open.map(
        ({ name }) =>
          `${name} holds child data: enable and force row-level security and add a policy for app_runtime in a migration`,
      ),
    ).toEqual([]);
  });

  it('has no function that runs as the owner but the three doors', async () => {
    const doors =
      await owner.owner`select proname as name, proconfig as config from pg_proc where prosecdef and pronamespace = 'public'::regnamespace order by proname`;
    expect(doors.map(({ name }) => name)).toEqual(['load_actor', 'open_page', 'students_found']);
    for (const { config } of doors) expect(config).toEqual(['search_path=public, pg_temp']);
  });
});
