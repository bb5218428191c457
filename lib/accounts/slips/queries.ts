import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Actor } from '@/lib/platform/actor';
import { can } from '@/lib/platform/authz';
import { joinWholeTables } from '@/lib/platform/plans';
import { reading } from '@/lib/platform/scope';
import * as may from './policy';
import { MOST_SLIPS, type SlipsInput } from './schema';

export type SlipAccount = {
  userId: string; name: string; username: string;
  /** The class of a student, "Parent of …" for a guardian, empty for staff. */
  about: string;
};

/** Accounts the actor may hand a first password to: those that never chose one, below the actor, not the actor's own. */
function openAccountsOf(actor: Actor): SQL {
  if (actor.kind !== 'person' || !can(actor, may.print, undefined)) return sql`false`;
  const below = actor.roles.has('super-admin') ? sql`true`
    : sql`not exists (select 1 from user_roles r where r.user_id = u.id and r.role in ('super-admin', 'admin'))`;
  return sql`u.status = 'pending' and u.password_hash is null and u.deleted_at is null and u.id <> ${actor.id} and ${below}`;
}

function selected({ importId, classId, staff }: SlipsInput): SQL {
  const made = importId && sql`exists (select 1 from import_changes i
    where i.import_id = ${importId} and i.table_name = 'users' and i.before is null and i.row_key = u.id::text)`;
  const ofClass = classId && sql`(o.class_id = ${classId} or f.class_ids @> array[${classId}]::uuid[])`;
  const members = staff && sql`exists (select 1 from staff s where s.user_id = u.id and s.left_on is null)`;
  const wanted = [made, ofClass, members].filter((one) => typeof one === 'object');
  return wanted.length === 0 ? sql`false` : sql.join(wanted, sql` and `);
}

/** Whose slips would be printed, class by class, the child before the family; one more than fits tells that there are too many. */
export function listSlipAccounts(actor: Actor, input: SlipsInput, tx?: Tx): Promise<SlipAccount[]> {
  return reading(actor, tx, async (open) => {
    await joinWholeTables(open);
    const rows = await open.execute<SlipAccount>(sql`
      with own as materialized (
        select s.user_id, e.class_id, c.name as class, l.position, c.arm from students s
        join enrolments e on e.student_id = s.id and e.ends_on is null join classes c on c.id = e.class_id join levels l on l.id = c.level_id
      ), family as materialized (
        select g.user_id, array_agg(o.class_id) as class_ids, min(o.position) as position, min(o.arm) as arm,
          string_agg(u.display_name || ' (' || o.class || ')', ', ' order by o.position, o.arm, u.display_name) as children
        from guardians g join guardian_links k on k.guardian_id = g.id and k.ended_at is null join students s on s.id = k.student_id
        join own o on o.user_id = s.user_id join users u on u.id = s.user_id group by g.user_id
      )
      select u.id as "userId", u.display_name as name, u.username,
        coalesce(o.class, 'Parent of ' || f.children, '') as about
      from users u left join own o on o.user_id = u.id left join family f on f.user_id = u.id
      where ${openAccountsOf(actor)} and ${selected(input)}
      order by coalesce(o.position, f.position) nulls first, coalesce(o.arm, f.arm), o.user_id is null, u.display_name limit ${MOST_SLIPS + 1}`);
    return [...rows];
  });
}
