import { and, eq, isNull, sql } from 'drizzle-orm';
import { classTeachers, staff, teachingAssignments, users } from '@/db/schema';
import { lockAccounts, raiseAuthority } from '@/lib/accounts/authority/commands';
import { requirePerson } from '@/lib/platform/actor';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';

type Class = { id: string; name: string };

/** Gives the class its class teacher; whoever led it until now loses that access at once. */
export async function assignClassTeacher(ctx: Context, { staffId }: { staffId: string }, one: Class): Promise<void> {
  const teacher = await findTeacher(ctx, staffId);
  const [leads] = await ctx.tx.select().from(classTeachers).where(and(eq(classTeachers.classId, one.id), isNull(classTeachers.endedAt))).for('update');
  if (leads?.staffId === staffId) throw new AppError('CONFLICT', `${teacher.name} leads ${one.name} already.`);
  const former = leads && (await personOf(ctx, leads.staffId));
  if (former) await lockAccounts(ctx.tx, [former.userId, teacher.userId]);
  if (leads) await endLeading(ctx, one, leads.staffId);
  await ctx.tx.insert(classTeachers).values({ classId: one.id, staffId });
  await raiseAuthority(ctx.tx, [teacher.userId]);
  note(ctx, one, { name: 'classes.class-teacher-assigned', table: 'class_teachers', teacher });
}

export async function endClassTeacher(ctx: Context, { staffId }: { staffId: string }, one: Class): Promise<void> {
  await endLeading(ctx, one, staffId);
}

async function endLeading(ctx: Context, one: Class, staffId: string): Promise<void> {
  const teacher = await personOf(ctx, staffId);
  const ended = await ctx.tx
    .update(classTeachers)
    .set({ endedAt: ctx.now, endedBy: requirePerson(ctx.actor).id })
    .where(and(eq(classTeachers.classId, one.id), eq(classTeachers.staffId, staffId), isNull(classTeachers.endedAt)))
    .returning({ id: classTeachers.id });
  if (!teacher || ended.length === 0) throw new AppError('CONFLICT', 'That has ended already.');
  await raiseAuthority(ctx.tx, [teacher.userId]);
  note(ctx, one, { name: 'classes.class-teacher-ended', table: 'class_teachers', teacher });
}

type NewTeaching = { termId: string; subjectId: string; staffId: string };

/** Gives a teacher a subject of the class for a term. */
export async function assignTeaching(ctx: Context, { termId, subjectId, staffId }: NewTeaching, one: Class): Promise<void> {
  const teacher = await findTeacher(ctx, staffId);
  const [fits] = await ctx.tx.execute<{ subject: string; state: string }>(sql`
    select s.name as subject, t.state from classes c
    join subject_offerings o on o.level_id = c.level_id and o.subject_id = ${subjectId} join subjects s on s.id = o.subject_id
    join terms t on t.academic_session_id = c.academic_session_id and t.id = ${termId}
    where c.id = ${one.id} limit 1`);
  if (!fits) throw new AppError('INVALID', 'Please look at the marked fields.', { fields: { subjectId: 'That subject is not offered at this level, or the term is of another session.' } });
  if (fits.state === 'archived') throw new AppError('LOCKED', 'That term is archived and can only be read.');
  const added = await ctx.tx
    .insert(teachingAssignments)
    .values({ classId: one.id, termId, subjectId, staffId })
    .onConflictDoNothing()
    .returning({ id: teachingAssignments.id });
  if (added.length === 0) throw new AppError('CONFLICT', `${teacher.name} teaches it already.`);
  await raiseAuthority(ctx.tx, [teacher.userId]);
  note(ctx, one, { name: 'classes.teacher-assigned', table: 'teaching_assignments', teacher, subject: fits.subject });
}

type Ended = NewTeaching & { teacher: string; subject: string };

/**
 * Ends a teacher's work in a subject of the class. Access follows every assignment that has not ended, so those of
 * other terms end with it. The answer is what an undo needs.
 */
export async function endTeaching(ctx: Context, { assignmentId }: { assignmentId: string }, one: Class): Promise<Ended> {
  const [assignment] = await ctx.tx.execute<NewTeaching & { subject: string }>(sql`
    select a.term_id as "termId", a.subject_id as "subjectId", a.staff_id as "staffId", s.name as subject
    from teaching_assignments a join subjects s on s.id = a.subject_id
    where a.id = ${assignmentId} and a.class_id = ${one.id} and a.ended_at is null`);
  const teacher = assignment && (await personOf(ctx, assignment.staffId));
  if (!assignment || !teacher) throw new AppError('CONFLICT', 'That has ended already.');
  await ctx.tx
    .update(teachingAssignments)
    .set({ endedAt: ctx.now, endedBy: requirePerson(ctx.actor).id })
    .where(and(
      eq(teachingAssignments.classId, one.id), eq(teachingAssignments.subjectId, assignment.subjectId),
      eq(teachingAssignments.staffId, assignment.staffId), isNull(teachingAssignments.endedAt),
    ));
  await raiseAuthority(ctx.tx, [teacher.userId]);
  note(ctx, one, { name: 'classes.teacher-ended', table: 'teaching_assignments', teacher, subject: assignment.subject });
  return { ...assignment, teacher: teacher.name };
}

/** Whoever taught the class in one term goes on in another; those who have left or were ended do not. */
export async function copyTeaching(ctx: Context, { termId, fromTermId }: { termId: string; fromTermId: string }, one: Class): Promise<{ copied: number }> {
  const added = await ctx.tx.execute<{ staff_id: string }>(sql`
    insert into teaching_assignments (staff_id, class_id, subject_id, term_id)
    select a.staff_id, a.class_id, a.subject_id, t.id from teaching_assignments a
    join staff s on s.id = a.staff_id and s.left_on is null
    join classes c on c.id = a.class_id
    join terms t on t.id = ${termId} and t.academic_session_id = c.academic_session_id and t.state <> 'archived'
    where a.class_id = ${one.id} and a.term_id = ${fromTermId} and a.ended_at is null
    on conflict do nothing returning staff_id`);
  if (added.length === 0) throw new AppError('CONFLICT', 'There is nothing to copy: nobody taught it then, or all of them are there already.');
  ctx.record({
    name: 'classes.teaching-copied', subjectId: one.id, tables: ['teaching_assignments'], scopes: ['school', `class:${one.id}`],
    detail: { assignments: added.length },
  });
  return { copied: added.length };
}

type Teacher = { userId: string; name: string };

async function personOf(ctx: Context, staffId: string): Promise<(Teacher & { hasLeft: boolean; isTeacher: boolean }) | null> {
  const [found] = await ctx.tx.execute<Teacher & { hasLeft: boolean; isTeacher: boolean }>(sql`
    select s.user_id as "userId", trim(s.title || ' ' || s.surname) as name, s.left_on is not null or u.status in ('suspended', 'disabled') as "hasLeft",
      exists (select 1 from user_roles r where r.user_id = s.user_id and r.role = 'teacher') as "isTeacher"
    from ${staff} s join ${users} u on u.id = s.user_id where s.id = ${staffId}`);
  return found ?? null;
}

async function findTeacher(ctx: Context, staffId: string): Promise<Teacher> {
  const found = await personOf(ctx, staffId);
  if (!found || found.hasLeft || !found.isTeacher) {
    throw new AppError('INVALID', 'Please look at the marked fields.', { fields: { staffId: 'That person does not teach here at the moment. Choose another.' } });
  }
  return found;
}

/** The teacher is named in the scopes: the sidecar asks again what their sockets may follow. */
function note(ctx: Context, one: Class, { name, table, teacher, subject }: { name: string; table: string; teacher: Teacher; subject?: string }): void {
  ctx.record({
    name, subjectId: one.id, tables: [table], scopes: ['school', `class:${one.id}`, `user:${teacher.userId}`],
    detail: { teacher: teacher.name, ...(subject && { subject }) },
  });
}
