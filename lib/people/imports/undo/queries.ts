import { getTableName, sql, type SQL } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Tx } from '@/db/client';
import {
  classTeachers, enrolments, guardianLinks, guardians, plannedPlacements, staff, studentMedical, students, teachingAssignments, userRoles, users,
} from '@/db/schema';
import type { Obstacle } from './rules';

/** What imports write, in the order in which it can be removed: what points at others first. Counters move on and stand apart. */
export const tables: PgTable[] = [
  teachingAssignments, classTeachers, plannedPlacements, enrolments, guardianLinks, studentMedical, userRoles, staff, guardians, students, users,
];

/** That row `x` of a table is the one an import's change `i` is about. */
export function isRowOf(table: string): SQL {
  if (table === 'user_roles') return sql`x.user_id = split_part(i.row_key, '/', 1)::uuid and x.role = split_part(i.row_key, '/', 2)`;
  if (table === 'counters') return sql`x.name = i.row_key`;
  return table === 'student_medical' ? sql`x.student_id = i.row_key::uuid` : sql`x.id = i.row_key::uuid`;
}

type Found = { table: string; people: number; sample: string | null };

/** What came to depend on an import since: records of others that point at its rows, and its rows that were changed or removed. */
export async function findObstacles(tx: Tx, importId: string): Promise<Obstacle[]> {
  const dependents = await tx.execute<Found>(sql`
    select table_name as "table", people::int as people, sample from import_dependents(${importId}) where table_name <> 'import_changes'`);
  const found: Found[] = [...dependents];
  for (const table of tables) found.push(...(await findMoved(tx, importId, table)));
  const named: Obstacle[] = [];
  for (const { table, people, sample } of found) named.push({ table, people, name: sample && (await findName(tx, sample)) });
  return named;
}

/** Rows of one table that no longer stand as the import left them. */
async function findMoved(tx: Tx, importId: string, table: PgTable): Promise<Found[]> {
  const name = getTableName(table);
  const rows = await tx.execute<Found>(sql`
    select case when x is null then 'removed' else 'changed' end as "table", count(*)::int as people, min(i.row_key) as sample
    from import_changes i left join ${table} x on ${isRowOf(name)}
    where i.import_id = ${importId} and i.table_name = ${name} and (x is null or not to_jsonb(x) @> i.after) group by 1`);
  return [...rows];
}

/** The name behind a key of any of these tables, for a sentence. */
async function findName(tx: Tx, key: string): Promise<string | null> {
  const id = key.split('/')[0];
  const [row] = await tx.execute<{ name: string }>(sql`
    select name from (
      select id, display_name as name from users union all select id, surname || ' ' || first_name from students
      union all select id, surname || ' ' || first_name from guardians union all select id, surname || ' ' || first_name from staff
      union all select e.id, s.surname || ' ' || s.first_name from enrolments e join students s on s.id = e.student_id
      union all select l.id, s.surname || ' ' || s.first_name from guardian_links l join students s on s.id = l.student_id
      union all select c.id, s.surname || ' ' || s.first_name from class_teachers c join staff s on s.id = c.staff_id
      union all select a.id, s.surname || ' ' || s.first_name from teaching_assignments a join staff s on s.id = a.staff_id
    ) named where id::text = ${id} limit 1`);
  return row?.name ?? null;
}
