import { and, asc, eq, isNull, sql, type SQL } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { classTeachers, classes, staff, userRoles, users } from '@/db/schema';
import type { Actor } from '@/lib/platform/actor';
import { can } from '@/lib/platform/authz';
import { PAGE_SIZE, rowsBefore } from '@/lib/platform/paging';
import { reading } from '@/lib/platform/scope';
import { wordsOf } from '@/lib/people/rules';
import type { StaffSearch } from '@/lib/people/schema';
import * as may from './policy';

/** The staff that an actor may see and a search finds; who has left is not among them. */
export function staffMatching(actor: Actor, search: { q: string; role?: string }): SQL | undefined {
  const words = wordsOf(search.q);
  return and(
    can(actor, may.list, undefined) ? sql`true` : sql`false`,
    isNull(staff.leftOn),
    search.role ? sql`exists (select 1 from ${userRoles} r where r.user_id = staff.user_id and r.role = ${search.role})` : sql`true`,
    ...words.map((word) => sql`${staff.searchName} like ${`%${word}%`}`),
  );
}

/** One page of staff by name with roles and the class they lead. */
export async function listStaff(actor: Actor, search: StaffSearch, tx?: Tx) {
  const where = staffMatching(actor, search);
  return reading(actor, tx, async (open) => {
    // The page is chosen first; only who is shown gets an account, roles and classes looked up.
    const chosen = open
      .select({
        id: staff.id, userId: staff.userId, title: staff.title, surname: staff.surname, firstName: staff.firstName, searchName: staff.searchName,
      })
      .from(staff)
      .where(where)
      .orderBy(asc(staff.searchName), asc(staff.id))
      .limit(PAGE_SIZE)
      .offset(rowsBefore(search.page))
      .as('chosen');
    const page = open
      .select({
        id: chosen.id, userId: chosen.userId, title: chosen.title, surname: chosen.surname, firstName: chosen.firstName,
        username: users.username, phone: users.phone, status: users.status,
        roles: sql<string[]>`array(select role from ${userRoles} r where r.user_id = chosen.user_id order by role)`,
        leads: sql<string | null>`(select string_agg(c.name, ', ') from ${classTeachers} ct
          join ${classes} c on c.id = ct.class_id where ct.staff_id = chosen.id and ct.ended_at is null)`,
      })
      .from(chosen)
      .innerJoin(users, eq(users.id, chosen.userId))
      .orderBy(asc(chosen.searchName), asc(chosen.id));
    const total = open.select({ count: sql<number>`count(*)::int` }).from(staff).where(where);
    const [rows, [counted]] = await Promise.all([page, total]);
    return { rows, total: counted?.count ?? 0 };
  });
}
