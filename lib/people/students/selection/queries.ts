import { and, asc, eq, ne, sql, type SQL } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { classes, enrolments, students } from '@/db/schema';
import type { Actor } from '@/lib/platform/actor';
import { PAGE_SIZE } from '@/lib/platform/paging';
import { reading } from '@/lib/platform/scope';
import { currentEnrolment, matching, studentsVisibleTo } from '../queries';
import { MOST_AT_ONCE } from './rules';
import type { Selection } from './schema';

/** The students of a selection that this actor may see, on `students` joined to their current enrolment. */
export function selected(actor: Actor, selection: Selection): SQL | undefined {
  const chosen = selection.all ? matching(selection) : sql`${students.id} = any (${`{${selection.ids.join(',')}}`}::uuid[])`;
  return and(studentsVisibleTo(actor), chosen);
}

/** One page of a selection by name, with the count of all. */
export async function listSelected(actor: Actor, { selection, page, size = PAGE_SIZE }: { selection: Selection; page: number; size?: number }, tx?: Tx) {
  const where = selected(actor, selection);
  return reading(actor, tx, async (open) => {
    const base = () => open
      .select({
        id: students.id, surname: students.surname, firstName: students.firstName, otherNames: students.otherNames,
        admissionNumber: students.admissionNumber, gender: students.gender, house: students.house, className: classes.name,
      })
      .from(students).leftJoin(enrolments, currentEnrolment).leftJoin(classes, eq(classes.id, enrolments.classId));
    const [rows, [counted]] = await Promise.all([
      base().where(where).orderBy(asc(students.searchName), asc(students.id)).limit(size).offset((page - 1) * size),
      open.select({ count: sql<number>`count(*)::int` }).from(students).leftJoin(enrolments, currentEnrolment).where(where),
    ]);
    return { rows, total: counted?.count ?? 0 };
  });
}

/** The houses that students are in, for the one who gives them. */
export async function listHouses(actor: Actor, tx?: Tx): Promise<string[]> {
  return reading(actor, tx, async (open) => {
    const rows = await open.selectDistinct({ house: students.house }).from(students).leftJoin(enrolments, currentEnrolment)
      .where(and(studentsVisibleTo(actor), ne(students.house, ''))).orderBy(asc(students.house)).limit(50);
    return rows.map((row) => row.house);
  });
}

/** The ids of a selection, locked so that two changes queue, one more than may be changed at once. */
export async function lockSelected(actor: Actor, selection: Selection, tx: Tx): Promise<{ id: string }[]> {
  await lockOnce(actor, selection, tx);
  // Whoever was waited for may have moved students: who is in a class is looked up once more, now that they are held.
  return lockOnce(actor, selection, tx);
}

async function lockOnce(actor: Actor, selection: Selection, tx: Tx): Promise<{ id: string }[]> {
  return tx.select({ id: students.id }).from(students).leftJoin(enrolments, currentEnrolment)
    .where(selected(actor, selection)).orderBy(asc(students.id)).limit(MOST_AT_ONCE + 1).for('update', { of: students });
}
