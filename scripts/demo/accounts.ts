import { sql } from 'drizzle-orm';
import { database } from '@/db/client';
import { env } from '@/lib/platform/env';
import { CAST_EVENT, type CastMember } from './cast';
import { demoPassword } from './password';

export type DemoAccount = { role: string; username: string; password: string; name: string; note: string };

/** The people one can sign in as in a demo school. Refuses in a real one: there nobody's password is known. */
export async function demoAccounts(): Promise<DemoAccount[]> {
  const [school] = await database().execute(sql`select 1 from schools where demo_since is not null`);
  if (!school) throw new Error('This is not a demonstration school, so it has no demo accounts.');
  const rows = await database().execute<CastMember & { name: string }>(sql`
    select m.role, u.id as "userId", u.username, m.note, coalesce(trim(st.title || ' ' || u.display_name), u.display_name) as name
    from (select detail -> 'cast' as members from events where name = ${CAST_EVENT} order by id desc limit 1) e,
      jsonb_to_recordset(e.members) as m(role text, "userId" uuid, note text)
    join users u on u.id = m."userId" left join staff st on st.user_id = u.id where u.deleted_at is null`);
  return rows.map(({ role, username, name, note }) => ({
    role,
    username,
    password: demoPassword(env().AUTH_SECRET, username),
    name,
    note,
  }));
}
