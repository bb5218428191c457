import { and, asc, eq, sql, type SQL } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { classes, enrolments, guardianLinks, guardians, students, users } from '@/db/schema';
import type { Actor, Role } from '@/lib/platform/actor';
import { can } from '@/lib/platform/authz';
import { AppError } from '@/lib/platform/errors';
import { PAGE_SIZE, rowsBefore } from '@/lib/platform/paging';
import { reading } from '@/lib/platform/scope';
import { currentEnrolment } from '../students/queries';
import * as may from './policy';
import { findsFew, readSearch, type Search } from './rules';

/** The guardians an actor may see: for the office all, for others none. */
export function guardiansVisibleTo(actor: Actor): SQL {
  return can(actor, may.list, undefined) ? sql`true` : sql`false`;
}

function matching(search: Search): SQL {
  if ('phone' in search) return sql`${guardians.userId} in (select id from users where phone like ${`%${search.phone}%`})`;
  return sql.join([sql`true`, ...search.words.map((word) => sql`${guardians.searchName} like ${`%${word}%`}`)], sql` and `);
}

/** The guardians that an actor may see and a search finds. */
export const guardiansMatching = (actor: Actor, q: string): SQL => sql`${guardiansVisibleTo(actor)} and ${matching(readSearch(q))}`;

/** One page of guardians by name with their children. */
export async function listGuardians(actor: Actor, search: { q: string; page: number }, tx?: Tx) {
  const where = guardiansMatching(actor, search.q);
  const isNarrow = findsFew(readSearch(search.q));
  return reading(actor, tx, async (open) => {
    // The page is chosen first; only who is shown gets an account and children looked up.
    const chosen = open
      .select({
        id: guardians.id, userId: guardians.userId, surname: guardians.surname, firstName: guardians.firstName, searchName: guardians.searchName,
        // Few are all found by their letters or digits and counted on the way.
        total: (isNarrow ? sql<number>`(count(*) over ())::int` : sql<number>`0`).as('total'),
      })
      .from(guardians)
      .where(where)
      .orderBy(asc(guardians.searchName), asc(guardians.id))
      .limit(PAGE_SIZE)
      .offset(rowsBefore(search.page))
      .as('chosen');
    const page = open
      .select({
        id: chosen.id, surname: chosen.surname, firstName: chosen.firstName, phone: users.phone, username: users.username,
        status: users.status, total: chosen.total,
        children: sql<string | null>`(select string_agg(s.surname || ' ' || s.first_name, ', ' order by s.date_of_birth) from ${guardianLinks} l
          join ${students} s on s.id = l.student_id where l.guardian_id = chosen.id and l.ended_at is null)`,
      })
      .from(chosen)
      .innerJoin(users, eq(users.id, chosen.userId))
      .orderBy(asc(chosen.searchName), asc(chosen.id));
    const all = () => open.select({ count: sql<number>`count(*)::int` }).from(guardians).where(where);
    const [found, [counted]] = await Promise.all([page, isNarrow ? [] : all()]);
    // Past the end there is no row that says how many there are.
    const [past] = isNarrow && found.length === 0 && search.page > 1 ? await all() : [];
    return { rows: found.map(({ total: _total, ...row }) => row), total: (counted ?? past)?.count ?? found[0]?.total ?? 0 };
  });
}

/** A guardian with the account, locked where something is about to change. */
export async function getGuardian(actor: Actor, { guardianId }: { guardianId: string }, tx?: Tx) {
  return reading(actor, tx, async (open) => {
    const query = open
      .select({
        id: guardians.id, userId: guardians.userId, username: users.username, status: users.status,
        surname: guardians.surname, firstName: guardians.firstName, occupation: guardians.occupation,
        phone: sql<string>`coalesce(${users.phone}, '')`, email: sql<string>`coalesce(lower(${users.email}), '')`,
        roles: sql<Role[]>`array(select role from user_roles r where r.user_id = users.id order by role)`,
      })
      .from(guardians)
      .innerJoin(users, eq(users.id, guardians.userId))
      .where(and(eq(guardians.id, guardianId), guardiansVisibleTo(actor)))
      .limit(1);
    const [row] = tx ? await query.for('update') : await query;
    if (!row) throw new AppError('NOT_FOUND', 'There is no such guardian.');
    return row;
  });
}

/** A guardian's page: contact, account, and every link with where it stands, the live ones first. */
export async function getGuardianPage(actor: Actor, guardianId: string, tx?: Tx) {
  return reading(actor, tx, async (open) => {
    const [[guardian], links] = await Promise.all([
      open
        .select({
          id: guardians.id, userId: guardians.userId, surname: guardians.surname, firstName: guardians.firstName,
          occupation: guardians.occupation, phone: users.phone, email: users.email, username: users.username, status: users.status,
          roles: sql<Role[]>`array(select role from user_roles r where r.user_id = users.id order by role)`,
        })
        .from(guardians)
        .innerJoin(users, eq(users.id, guardians.userId))
        .where(and(eq(guardians.id, guardianId), guardiansVisibleTo(actor)))
        .limit(1),
      open
        .select({
          id: guardianLinks.id, studentId: students.id, surname: students.surname, firstName: students.firstName,
          admissionNumber: students.admissionNumber, className: classes.name, relationship: guardianLinks.relationship,
          priority: guardianLinks.priority, mayPickUp: guardianLinks.mayPickUp, verifiedAt: guardianLinks.verifiedAt,
          restrictedAt: guardianLinks.restrictedAt, endedAt: guardianLinks.endedAt,
        })
        .from(guardianLinks)
        .innerJoin(students, eq(students.id, guardianLinks.studentId))
        .leftJoin(enrolments, currentEnrolment)
        .leftJoin(classes, eq(classes.id, enrolments.classId))
        .where(and(eq(guardianLinks.guardianId, guardianId), guardiansVisibleTo(actor)))
        .orderBy(sql`${guardianLinks.endedAt} is not null`, asc(students.searchName))
        .limit(60),
    ]);
    if (!guardian) throw new AppError('NOT_FOUND', 'There is no such guardian.');
    return { ...guardian, links };
  });
}
