import { and, desc, eq, isNull, sql, type SQL } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { users } from '@/db/schema';
import type { Actor, Role } from '@/lib/platform/actor';
import { can } from '@/lib/platform/authz';
import { PAGE_SIZE, rowsBefore } from '@/lib/platform/paging';
import { reading } from '@/lib/platform/scope';
import * as may from '../policy';

/** On the staff list, enrolled, or guardian of somebody: such an account is not emptied, whoever it is needs it back. */
export const isStillHere: SQL = sql`(
  exists (select 1 from staff st where st.user_id = users.id and st.left_on is null)
  or exists (select 1 from students s join enrolments e on e.student_id = s.id and e.ends_on is null where s.user_id = users.id)
  or exists (select 1 from guardians g join guardian_links gl on gl.guardian_id = g.id and gl.ended_at is null where g.user_id = users.id))`;

/** The disabled accounts an actor may see: an admin sees no super admin's. */
function disabledVisibleTo(actor: Actor): SQL {
  if (actor.kind !== 'person' || !can(actor, may.viewBin, undefined)) return sql`false`;
  if (actor.roles.has('super-admin')) return sql`true`;
  return sql`not exists (select 1 from user_roles r where r.user_id = users.id and r.role = 'super-admin')`;
}

/** One page of the recycle bin, newest first. */
export async function listDisabled(actor: Actor, page: number, tx?: Tx) {
  const where = and(eq(users.status, 'disabled'), isNull(users.deletedAt), disabledVisibleTo(actor));
  return reading(actor, tx, async (open) => {
    const found = open
      .select({
        id: users.id, name: users.displayName, username: users.username, disabledAt: users.disabledAt,
        roles: sql<Role[]>`array(select role from user_roles r where r.user_id = users.id order by role)`,
        isStillHere: sql<boolean>`${isStillHere}`,
      })
      .from(users).where(where).orderBy(desc(users.disabledAt), users.id).limit(PAGE_SIZE).offset(rowsBefore(page));
    const counted = open.select({ count: sql<number>`count(*)::int` }).from(users).where(where);
    const [rows, [total]] = await Promise.all([found, counted]);
    return { rows, total: total?.count ?? 0 };
  });
}
