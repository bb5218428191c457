import { randomUUID } from 'node:crypto';
import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { bulkChanges, plannedPlacements, type ChangedState } from '@/db/schema';
import { requirePerson } from '@/lib/platform/actor';
import { plusDays, type Day } from '@/lib/platform/dates';
import type { Context } from '@/lib/platform/perform';
import type { BulkPlan, Found, Move } from '../rules';
import type { BulkKind, Changed } from '../schema';

export type ChangedRow = { studentId: string; before: ChangedState; after: ChangedState };

const given = (rows: object[], columns: SQL): SQL => sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(${columns})`;

const stateOf = ({ present }: Found) =>
  ({ enrolmentId: present?.id ?? '', classId: present?.classId ?? '', departmentId: present?.departmentId ?? null });

/** Ends and begins enrolments; one that begins on the same day is corrected, because nothing has happened in it yet. */
export async function writeMoves(tx: Tx, changes: BulkPlan<Move>['changes'], startsOn: Day): Promise<ChangedRow[]> {
  const rows = changes.map(({ student, to }) => {
    const before = stateOf(student);
    const enrolmentId = student.present?.startsOn === startsOn ? before.enrolmentId : randomUUID();
    return { studentId: student.id, before, after: { enrolmentId, ...to } };
  });
  const flat = rows.map(({ studentId, before, after }) => ({ student: studentId, old: before.enrolmentId, fresh: after.enrolmentId, class: after.classId, department: after.departmentId }));
  const source = given(flat, sql`student uuid, old uuid, fresh uuid, class uuid, department uuid`);
  await tx.execute(sql`update enrolments e set class_id = g.class, department_id = g.department from ${source} where e.id = g.old and g.old = g.fresh`);
  await tx.execute(sql`update enrolments e set ends_on = ${plusDays(startsOn, -1)}::date, outcome = 'moved' from ${source} where e.id = g.old and g.old <> g.fresh`);
  await tx.execute(sql`insert into enrolments (id, student_id, class_id, department_id, starts_on)
    select g.fresh, g.student, g.class, g.department, ${startsOn}::date from ${source} where g.old <> g.fresh`);
  return rows;
}

/** Writes down what waits for its day: nothing changes until then. */
export async function writePlans(ctx: Context, changes: BulkPlan<Move>['changes'], { startsOn, mayOverfill }: { startsOn: Day; mayOverfill: boolean }): Promise<ChangedRow[]> {
  const rows = changes.map(({ student, to }) => ({ studentId: student.id, before: stateOf(student), after: { enrolmentId: randomUUID(), ...to } }));
  const common = { kind: 'move' as const, startsOn, mayOverfill, askedAt: ctx.now, askedBy: requirePerson(ctx.actor).id };
  await ctx.tx.insert(plannedPlacements).values(rows.map(({ studentId, after }) => ({ studentId, ...after, ...common })));
  return rows;
}

export async function writeHouses(tx: Tx, changes: BulkPlan<{ house: string }>['changes']): Promise<ChangedRow[]> {
  const rows = changes.map(({ student, to }) => ({ studentId: student.id, before: { house: student.house }, after: to }));
  await tx.execute(sql`update students s set house = g.house from ${given(changes.map(({ student, to }) => ({ id: student.id, ...to })), sql`id uuid, house text`)} where s.id = g.id`);
  return rows;
}

export async function writeDepartments(tx: Tx, changes: BulkPlan<{ departmentId: string }>['changes']): Promise<ChangedRow[]> {
  const rows = changes.map(({ student, to }) => ({ studentId: student.id, before: stateOf(student), after: { ...stateOf(student), ...to } }));
  const flat = rows.map(({ after }) => ({ id: after.enrolmentId, department: after.departmentId }));
  await tx.execute(sql`update enrolments e set department_id = g.department from ${given(flat, sql`id uuid, department uuid`)} where e.id = g.id`);
  return rows;
}

/** Writes down what was changed, so that it can be undone. */
export async function keepChange(ctx: Context, { rows, ...change }: { kind: BulkKind; value: string; startsOn: Day | null; unchanged: number; leftOut: number; rows: ChangedRow[] }): Promise<Changed> {
  const changeId = randomUUID();
  await ctx.tx.insert(bulkChanges).values({ id: changeId, ...change, count: rows.length, madeAt: ctx.now, madeBy: requirePerson(ctx.actor).id });
  await ctx.tx.execute(sql`insert into bulk_change_rows (change_id, student_id, before, after)
    select ${changeId}::uuid, g."studentId", g.before, g.after from ${given(rows, sql`"studentId" uuid, before jsonb, after jsonb`)}`);
  const { startsOn: _startsOn, ...said } = change;
  return { changeId, ...said, count: rows.length };
}

/** Puts back what stood before a change; returns at whom it still waited for its day, so that nothing had to be put back. */
export async function restore(tx: Tx, changeId: string): Promise<Set<string>> {
  const waiting = await tx.execute<{ id: string }>(sql`delete from planned_placements p using bulk_change_rows b
    where b.change_id = ${changeId}::uuid and p.student_id = b.student_id and p.enrolment_id = (b.after ->> 'enrolmentId')::uuid returning p.student_id as id`);
  const rows = sql`bulk_change_rows b where b.change_id = ${changeId}::uuid`;
  await tx.execute(sql`update students s set house = b.before ->> 'house' from ${rows} and b.before ? 'house' and s.id = b.student_id`);
  await tx.execute(sql`delete from enrolments e using ${rows} and e.id = (b.after ->> 'enrolmentId')::uuid and b.after ->> 'enrolmentId' <> b.before ->> 'enrolmentId'`);
  await tx.execute(sql`update enrolments e set ends_on = null, outcome = null, class_id = (b.before ->> 'classId')::uuid, department_id = (b.before ->> 'departmentId')::uuid
    from ${rows} and e.id = (b.before ->> 'enrolmentId')::uuid`);
  return new Set(waiting.map((one) => one.id));
}
