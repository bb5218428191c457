import { getTableColumns, getTableName, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Tx } from '@/db/client';
import { counters, guardians, importChanges, staff, students, users } from '@/db/schema';
import { raiseAuthority } from '@/lib/accounts/authority/commands';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';
import { joinWholeTables } from '@/lib/platform/plans';
import { beginImport } from '../commands';
import type { Step } from '../work/schema';
import { sayObstacles } from './rules';
import { findObstacles, isRowOf, tables } from './queries';

/** Takes an import back: its new rows go, the changed ones are as they were; refused when later things depend on it. */
export const undo: Step<void> = {
  prepare: async () => undefined,
  run: async (ctx, { id, kind }, _, report) => {
    await beginImport(ctx.tx);
    await joinWholeTables(ctx.tx);
    await lockRows(ctx.tx, id);
    // Whatever else writes people waits, so that nothing comes to depend on a row while it is being removed.
    await ctx.tx.execute(sql`lock table ${sql.join(tables.map((table) => sql`${table}`), sql`, `)} in share row exclusive mode`);
    report('looking', 0.1);
    const obstacles = await findObstacles(ctx.tx, id);
    if (obstacles.length > 0) throw new AppError('CONFLICT', sayObstacles(obstacles));
    report('removing', 0.3);
    const reached = await askAnew(ctx.tx, id);
    const counts: Record<string, number> = {};
    for (const table of tables) counts[getTableName(table)] = await removeNew(ctx.tx, id, table);
    for (const table of [...tables, counters]) await restoreChanged(ctx.tx, id, table);
    await giveNumbersBack(ctx.tx, id);
    await ctx.tx.delete(importChanges).where(sql`${importChanges.importId} = ${id}`);
    record(ctx, { id, kind, reached, counts });
    return { state: 'undone', failed: null };
  },
};

/** Waits for every edit of these people that is under way, so that what it changed is seen; row locks first, as edits take them. */
async function lockRows(tx: Tx, importId: string): Promise<void> {
  for (const table of [staff, guardians, students, users]) {
    const name = getTableName(table);
    await tx.execute(sql`select 1 from ${table} x join ${importChanges} i on ${isRowOf(name)}
      where i.import_id = ${importId} and i.table_name = ${name} order by x.id for update of x`);
  }
}

async function removeNew(tx: Tx, importId: string, table: PgTable): Promise<number> {
  const name = getTableName(table);
  const removed = await tx.execute(sql`
    delete from ${table} x using ${importChanges} i
    where i.import_id = ${importId} and i.table_name = ${name} and i.before is null and ${isRowOf(name)}`);
  return removed.count;
}

/** Each column that the import changed gets its old value; the others stay as they are now. */
async function restoreChanged(tx: Tx, importId: string, table: PgTable): Promise<void> {
  const name = getTableName(table);
  const columns = Object.values(getTableColumns(table)).filter((column) => !column.generated);
  const sets = columns.map((column) => {
    const named = sql.identifier(column.name);
    return sql`${named} = case when i.before ? ${column.name} then old.${named} else x.${named} end`;
  });
  await tx.execute(sql`
    update ${table} x set ${sql.join(sets, sql`, `)}
    from ${importChanges} i, jsonb_populate_record(null::${table}, i.before) old
    where i.import_id = ${importId} and i.table_name = ${name} and i.before is not null and ${isRowOf(name)}
      and (${name} <> 'counters' or to_jsonb(x) @> i.after)`);
}

/** A counter that the import began, and nobody used since, begins anew. */
async function giveNumbersBack(tx: Tx, importId: string): Promise<void> {
  await tx.execute(sql`
    delete from ${counters} x using ${importChanges} i
    where i.import_id = ${importId} and i.table_name = 'counters' and i.before is null and ${isRowOf('counters')} and to_jsonb(x) @> i.after`);
}

/** People whose accounts stay and whose reach the undo narrows: relinked guardians, staff who get or lose classes. Writers that hold them wait. */
async function askAnew(tx: Tx, importId: string): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    with touched as (select table_name, row_key, before, after from import_changes where import_id = ${importId}), reached as (
      select g.user_id as id from touched t join guardian_links l on t.table_name = 'guardian_links' and l.id::text = t.row_key join guardians g on g.id = l.guardian_id
      union select split_part(row_key, '/', 1)::uuid from touched where table_name = 'user_roles'
      union select s.user_id from touched t join class_teachers c on t.table_name = 'class_teachers' and c.id::text = t.row_key join staff s on s.id = c.staff_id
      union select s.user_id from touched t join teaching_assignments a on t.table_name = 'teaching_assignments' and a.id::text = t.row_key join staff s on s.id = a.staff_id
      union select s.user_id from touched t join enrolments e on t.table_name = 'enrolments' and e.id::text = t.row_key join students s on s.id = e.student_id
      union select g.user_id from touched t join enrolments e on t.table_name = 'enrolments' and e.id::text = t.row_key
        join guardian_links l on l.student_id = e.student_id join guardians g on g.id = l.guardian_id)
    select id from reached r where not exists (select 1 from touched t where t.table_name = 'users' and t.before is null and t.row_key = r.id::text)`);
  const reached = rows.map((row) => row.id);
  await raiseAuthority(tx, reached);
  return reached;
}

function record(
  { record: note }: Context,
  { id, kind, reached, counts }: { id: string; kind: string; reached: string[]; counts: Record<string, number> },
): void {
  note({
    name: 'people.import-undone', subjectId: id, tables: ['students', 'staff', 'enrolments', 'guardian_links', 'class_teachers', 'teaching_assignments', 'imports'],
    scopes: ['school', ...reached.map((user) => `user:${user}`)], detail: { kind, removed: counts },
  });
}
