import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import { classTeachers, staff, teachingAssignments, userRoles, users } from '@/db/schema';
import { endSessions } from '@/lib/accounts/sessions/commands';
import { schoolDay } from '@/lib/platform/dates';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';
import { takenContacts } from '@/lib/people/contacts/queries';
import { fullName, searchable } from '@/lib/people/rules';
import { getSchool } from '@/lib/school/queries';
import { settleEdit } from '../../edits/commands';
import { beforeOf } from '../../edits/rules';
import type { Edited } from '../../edits/schema';
import { leavingProblem } from '../rules';
import type { EditableStaff } from './queries';
import type { EditStaffInput, StaffRecordFields } from './schema';

/** Writes what the office changed about a member of staff; a last day ends teaching and access at once. */
export async function editStaff(ctx: Context, input: EditStaffInput, member: EditableStaff): Promise<Edited> {
  const { userId, seen, ...typed } = input;
  const { timeZone } = await getSchool(ctx.tx);
  const leaving = leavingProblem(typed.left_on, { today: schoolDay(ctx.now, timeZone), roles: member.roles, isSelf: ctx.actor.kind === 'person' && ctx.actor.id === userId });
  const fields = { ...(await takenContacts(ctx.tx, typed, userId)), ...(leaving ? { left_on: leaving } : {}) };
  if (Object.keys(fields).length > 0) throw new AppError('INVALID', 'Please look at the marked fields.', { fields });
  const changes = await settleEdit(ctx, { subjectId: userId, seen, current: member.record, typed });
  // The changes are a part of what the schema has read.
  const after = { ...member.record, ...(changes as Partial<StaffRecordFields>) };
  await write(ctx, member, after);
  if (after.left_on !== '' && member.record.left_on === '') await leave(ctx, member);
  if (after.left_on === '' && member.record.left_on !== '') await comeBack(ctx, member);
  ctx.record({
    name: 'people.staff-edited', subjectId: userId, tables: ['staff', 'users'], scopes: ['school', `user:${userId}`],
    detail: { before: beforeOf(member.record, changes), after: changes },
  });
  return { before: member.record, after };
}

async function write(ctx: Context, member: EditableStaff, after: StaffRecordFields): Promise<void> {
  const names = { surname: after.surname, firstName: after.first_name };
  await ctx.tx.update(staff)
    .set({ ...names, title: after.title, gender: after.gender, searchName: searchable(fullName(names)), leftOn: after.left_on || null })
    .where(eq(staff.id, member.staffId));
  await ctx.tx.update(users)
    .set({ displayName: fullName(names), phone: after.phone || null, email: after.email || null })
    .where(eq(users.id, member.id));
}

/** Classes and subjects end; a member of staff who is also a parent keeps the account for that alone. */
async function leave(ctx: Context, member: EditableStaff): Promise<void> {
  const by = ctx.actor.kind === 'person' ? ctx.actor.id : null;
  const ended = { endedAt: ctx.now, endedBy: by };
  await ctx.tx.update(classTeachers).set(ended).where(and(eq(classTeachers.staffId, member.staffId), isNull(classTeachers.endedAt)));
  await ctx.tx.update(teachingAssignments).set(ended).where(and(eq(teachingAssignments.staffId, member.staffId), isNull(teachingAssignments.endedAt)));
  if (member.roles.includes('parent')) {
    await ctx.tx.delete(userRoles).where(and(eq(userRoles.userId, member.id), inArray(userRoles.role, ['teacher', 'admin'])));
  } else {
    await ctx.tx.update(users).set({ status: 'disabled' }).where(and(eq(users.id, member.id), ne(users.status, 'suspended')));
  }
  await ctx.tx.update(users).set({ authorityVersion: sql`${users.authorityVersion} + 1` }).where(eq(users.id, member.id));
  await endSessions(ctx, member.id, { reason: 'left-the-school' });
}

/** The account opens again; classes are assigned anew, and a parent's role in the school is given on the account. */
async function comeBack(ctx: Context, member: EditableStaff): Promise<void> {
  if (member.status !== 'disabled') return;
  await ctx.tx.update(users)
    .set({ status: sql`case when ${users.oneTimeHash} is null then 'active' else 'pending' end`, authorityVersion: sql`${users.authorityVersion} + 1` })
    .where(eq(users.id, member.id));
}
