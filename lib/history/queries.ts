import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { classes, events, guardians, staff, students, userRoles, users } from '@/db/schema';
import type { Actor } from '@/lib/platform/actor';
import { can } from '@/lib/platform/authz';
import { reading } from '@/lib/platform/scope';
import { wordsOf } from '@/lib/people/rules';
import { getSchool } from '@/lib/school/queries';
import * as may from './policy';
import { differencesOf, sayEvent, type Difference } from './rules';
import { HISTORY_PAGE, type HistorySearch } from './schema';

export type HistoryLine = {
  id: number; at: Date; name: string; actor: string; actorId: string | null; subjectId: string; subject: string | null;
  says: string; differences: Difference[]; requestId: string;
};

type Row = Omit<HistoryLine, 'at' | 'says' | 'differences'> & { at: string; detail: Record<string, unknown> };

/** The events an actor may read; an admin does not see what super admins do, nor what is done to them. */
export function eventsVisibleTo(actor: Actor): SQL {
  if (actor.kind === 'system') return sql`true`;
  if (actor.kind !== 'person' || !can(actor, may.read, undefined)) return sql`false`;
  if (actor.roles.has('super-admin')) return sql`true`;
  // The few super admins are read once, and not once for every event.
  const theirs = sql`array(select r.user_id::text from ${userRoles} r where r.role = 'super-admin')`;
  return sql`(${events.actorId} is null or ${events.actorId} <> all (${theirs})) and ${events.subjectId} <> all (${theirs})`;
}

/** Kept as text, because a subject may be the school itself. */
const asId = (column: unknown) => sql`case when ${column} ~ '^[0-9a-f]{8}-[0-9a-f-]{27}$' then ${column}::uuid end`;

/** Whom an event names, as ids by which they are found in an index; read once a line, which is what "offset 0" says. */
const ids = sql`(select ${asId(events.actorId)} as actor, ${asId(events.subjectId)} as subject offset 0) as ids`;

/** The newest events that match, at most `limit`; `search.before` goes on below one that was read. */
export async function listHistory(actor: Actor, search: HistorySearch, limit = HISTORY_PAGE, tx?: Tx): Promise<HistoryLine[]> {
  return reading(actor, tx, async (open) => {
    const { timeZone } = await getSchool(open);
    const where = matching(actor, search, timeZone);
    const order = newestFirst(search);
    // Which ones is settled by id and time alone; only what is shown is read in full.
    const newest = (condition: SQL) => sql`(select ${events.id}, ${events.at} from ${events} where ${condition} and ${where} ${order} limit ${limit})`;
    const found = search.who.trim() ? actedBy(search.who, newest) : newest(sql`true`);
    const rows = await open.execute<Row>(sql`
      select ${events.id}::int as id, ${events.at}, ${events.name}, ${events.actorId} as "actorId", ${events.detail},
        ${events.subjectId} as "subjectId", ${events.requestId} as "requestId",
        case ${events.actorKind} when 'person' then coalesce((select u.display_name from ${users} u where u.id = ids.actor), '?')
          when 'system' then 'The system'
          else case ${events.actorId} when 'setup' then 'The first set-up' else 'Somebody' end end as actor,
        coalesce((select u.display_name from ${users} u where u.id = ids.subject), (select c.name from ${classes} c where c.id = ids.subject),
          (select s.surname || ' ' || s.first_name from ${students} s where s.id = ids.subject),
          (select g.surname || ' ' || g.first_name from ${guardians} g where g.id = ids.subject)) as subject
      from (select ${events.id} from ${found} as events ${order} limit ${limit}) as newest
      join ${events} on ${events.id} = newest.id cross join lateral ${ids} ${order}`);
    return withNames(rows, open);
  });
}

function matching(actor: Actor, search: HistorySearch, timeZone: string): SQL {
  const midnight = (day: string) => sql`(${day}::date::timestamp at time zone ${timeZone})`;
  const conditions = [
    eventsVisibleTo(actor),
    search.area && sql`${events.area} = ${search.area}`,
    search.about && sql`${events.subjectId} = ${search.about}`,
    search.from && sql`${events.at} >= ${midnight(search.from)}`,
    search.to && sql`${events.at} < ${midnight(search.to)} + interval '1 day'`,
    search.before && below(search, search.before),
  ].filter((one) => typeof one === 'object');
  return sql.join(conditions, sql` and `);
}

/** Days are read along the index of time, everything else along the order in which it was written down. */
const isByDay = ({ from, to }: HistorySearch) => Boolean(from ?? to);
const newestFirst = (search: HistorySearch) => (isByDay(search) ? sql`order by ${events.at} desc, ${events.id} desc` : sql`order by ${events.id} desc`);

const below = (search: HistorySearch, id: number) =>
  (isByDay(search) ? sql`(${events.at}, ${events.id}) < (select last.at, last.id from ${events} last where last.id = ${id})` : sql`${events.id} < ${id}`);

/** By name or username; sign-ins, which nobody signed yet, by whom they are about. The newest of each person, so that a quiet one is found as fast. */
function actedBy(who: string, newest: (condition: SQL) => SQL): SQL {
  const words = wordsOf(who);
  const named = sql.join([sql`true`, ...words.map((word) => sql`st.search_name like ${`%${word}%`}`)], sql` and `);
  const people = sql`(select st.user_id::text from ${staff} st where ${named}
    union select u.id::text from ${users} u where upper(u.username) = ${who.trim().toUpperCase()})`;
  return sql`(select own.* from ${people} as people(id) cross join lateral (
    ${newest(sql`${events.actorId} = people.id`)} union all
    ${newest(sql`${events.actorId} is null and ${events.area} = 'accounts' and ${events.subjectId} = people.id`)}) as own)`;
}

/** Whoever signs in is nobody yet when the event is written; its subject is who it was. */
function signer({ name, subject, subjectId }: Pick<Row, 'name' | 'subject' | 'subjectId'>) {
  return name === 'accounts.signed-in' && subject ? { actor: subject, actorId: subjectId } : {};
}

/** Marks are kept by student id; people read names. */
async function withNames(rows: Row[], open: Tx): Promise<HistoryLine[]> {
  const lines = rows.map(({ detail, at, ...row }) => ({
    ...row, ...signer(row), at: new Date(at), says: sayEvent(row.name, detail), differences: differencesOf(detail),
  }));
  const ids = [...new Set(lines.flatMap((line) => line.differences.map((one) => one.what)))].filter((what) => /^[0-9a-f-]{36}$/.test(what));
  if (ids.length === 0) return lines;
  const found = await open.execute<{ id: string; name: string }>(
    sql`select id, surname || ' ' || first_name as name from ${students} where id = any (${`{${ids.join(',')}}`}::uuid[])`,
  );
  const names = new Map(found.map((one) => [one.id, one.name]));
  return lines.map((line) => ({
    ...line, differences: line.differences.map((one) => ({ ...one, what: names.get(one.what) ?? one.what })),
  }));
}
