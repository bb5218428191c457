import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { staff, users } from '@/db/schema';
import type { Actor, Role } from '@/lib/platform/actor';
import { can } from '@/lib/platform/authz';
import { AppError } from '@/lib/platform/errors';
import { reading } from '@/lib/platform/scope';
import * as may from '../policy';
import type { StaffRecordFields } from './schema';

export type EditableStaff = { id: string; staffId: string; username: string; status: string; roles: Role[]; record: StaffRecordFields };

/** The record of a member of staff by account, as the form names it; with `tx` the row is locked. */
export async function getStaffRecord(actor: Actor, { userId }: { userId: string }, tx?: Tx): Promise<EditableStaff> {
  return reading(actor, tx, async (open) => {
    const query = open
      .select({
        id: users.id, staffId: staff.id, username: users.username, status: users.status,
        roles: sql<Role[]>`array(select role from user_roles r where r.user_id = users.id order by role)`,
        record: {
          title: staff.title, surname: staff.surname, first_name: staff.firstName, gender: staff.gender,
          phone: sql<string>`coalesce(${users.phone}, '')`, email: sql<string>`coalesce(lower(${users.email}), '')`,
          left_on: sql<string>`coalesce(${staff.leftOn}::text, '')`,
        },
      })
      .from(staff)
      .innerJoin(users, eq(users.id, staff.userId))
      .where(and(eq(users.id, userId), isNull(users.deletedAt), can(actor, may.list, undefined) ? sql`true` : sql`false`))
      .limit(1);
    const [row] = tx ? await query.for('update') : await query;
    if (!row) throw new AppError('NOT_FOUND', 'There is no such member of staff.');
    return row;
  });
}
