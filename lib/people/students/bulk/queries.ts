import { desc, eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { bulkChanges, users } from '@/db/schema';
import type { Actor } from '@/lib/platform/actor';
import { can } from '@/lib/platform/authz';
import { AppError } from '@/lib/platform/errors';
import { reading } from '@/lib/platform/scope';
import { texts } from '../../imports/queries';
import * as may from '../policy';
import type { Found } from './rules';

const SHOWN = 50;

/** These students as a change finds them, by name. */
export async function findForChange(tx: Tx, ids: readonly string[]): Promise<Found[]> {
  const rows = await tx.execute<Found>(sql`
    select s.id, s.surname, s.first_name as "firstName", s.other_names as "otherNames", s.house,
      case when e.id is not null then jsonb_build_object('id', e.id, 'classId', e.class_id, 'className', c.name, 'startsOn', e.starts_on,
        'lastMarked', (select max(m.day) from attendance_marks m join registers r on r.id = m.register_id and r.taken_at is not null
          where m.student_id = s.id and m.class_id = e.class_id and m.day >= e.starts_on),
        'departmentId', e.department_id, 'department', coalesce(d.name, ''), 'levelName', l.name, 'arm', c.arm,
        'isSenior', l.stage = 'senior-secondary') end as present,
      case when p.id is not null then jsonb_build_object('kind', p.kind, 'className', pc.name, 'startsOn', p.starts_on) end as planned
    from students s left join enrolments e on e.student_id = s.id and e.ends_on is null
    left join classes c on c.id = e.class_id left join levels l on l.id = c.level_id left join departments d on d.id = e.department_id
    left join planned_placements p on p.student_id = s.id left join classes pc on pc.id = p.class_id
    where s.id = any ((${texts(ids)})::uuid[]) order by s.search_name, s.id`);
  return [...rows];
}

export type BulkChange = Awaited<ReturnType<typeof listBulkChanges>>[number];

/** The newest changes to many students; for whoever may make them. */
export async function listBulkChanges(actor: Actor, tx?: Tx) {
  return reading(actor, tx, (open) => open
    .select({
      id: bulkChanges.id, kind: bulkChanges.kind, value: bulkChanges.value, startsOn: bulkChanges.startsOn, count: bulkChanges.count,
      unchanged: bulkChanges.unchanged, leftOut: bulkChanges.leftOut, madeAt: bulkChanges.madeAt, undoneAt: bulkChanges.undoneAt, by: users.displayName,
    })
    .from(bulkChanges).innerJoin(users, eq(users.id, bulkChanges.madeBy))
    .where(can(actor, may.workWithMany, undefined) ? sql`true` : sql`false`)
    .orderBy(desc(bulkChanges.madeAt), desc(bulkChanges.id)).limit(SHOWN));
}

/** A change about to be undone, locked; NOT_FOUND for whoever may not. */
export async function getBulkChange(actor: Actor, { changeId }: { changeId: string }, tx: Tx) {
  const [row] = await tx.select().from(bulkChanges)
    .where(sql`${bulkChanges.id} = ${changeId}::uuid and ${can(actor, may.workWithMany, undefined) ? sql`true` : sql`false`}`).for('update');
  if (!row) throw new AppError('NOT_FOUND', 'There is no such change.');
  return row;
}

export type OpenedChange = Awaited<ReturnType<typeof getBulkChange>>;

/** Holds the students of a change, as an edit or a move of one of them does; returns the classes that they came from or went to. */
export async function lockChanged(tx: Tx, changeId: string): Promise<string[]> {
  await tx.execute(sql`select 1 from students s where s.id in (select student_id from bulk_change_rows where change_id = ${changeId}::uuid) order by s.id for update`);
  const rows = await tx.execute<{ id: string }>(sql`
    select distinct c.id from bulk_change_rows b cross join lateral (values (b.before ->> 'classId'), (b.after ->> 'classId')) c (id)
    where b.change_id = ${changeId}::uuid and c.id is not null`);
  return rows.map((row) => row.id);
}

/** The students of a change at whom something happened since, so that it cannot be undone; one that waits for its day left all as it was. */
export async function findTouchedSince(tx: Tx, changeId: string): Promise<string[]> {
  const rows = await tx.execute<{ name: string }>(sql`
    select s.surname || ' ' || s.first_name as name from bulk_change_rows b join students s on s.id = b.student_id
    left join planned_placements p on p.student_id = s.id and p.enrolment_id = (b.after ->> 'enrolmentId')::uuid
    cross join lateral (select case when p.id is null then b.after else b.before end as state) left_at
    left join enrolments e on e.student_id = s.id and e.ends_on is null
    where b.change_id = ${changeId}::uuid and case when b.after ? 'house' then s.house <> b.after ->> 'house'
      else e.id is distinct from (left_at.state ->> 'enrolmentId')::uuid or e.class_id <> (left_at.state ->> 'classId')::uuid
        or e.department_id is distinct from (left_at.state ->> 'departmentId')::uuid
        or (p.id is null and b.after ->> 'classId' <> b.before ->> 'classId' and exists (select 1 from attendance_marks m join registers r on r.id = m.register_id and r.taken_at is not null
          where m.student_id = s.id and m.class_id = e.class_id and m.day >= e.starts_on)) end
    order by s.search_name limit 20`);
  return rows.map((row) => row.name);
}
