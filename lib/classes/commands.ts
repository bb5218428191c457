import { and, eq, ne, sql } from 'drizzle-orm';
import { academicSessions, classes, levels } from '@/db/schema';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';
import { className, sayStanding } from './rules';

export type NewClass = { level: string; arm: string; capacity?: number };

/** Creates the classes of a session, named level and arm: "JSS 2A". Refuses a level the school does not have. */
export async function createClasses(
  ctx: Context,
  { academicSessionId, classes: given }: { academicSessionId: string; classes: NewClass[] },
): Promise<void> {
  const known = new Map(
    (await ctx.tx.select({ id: levels.id, name: levels.name }).from(levels)).map((one) => [one.name.toLowerCase(), one]),
  );
  const rows = given.map(({ level, arm, capacity }) => {
    const found = known.get(level.toLowerCase());
    if (!found) throw new AppError('INVALID', `There is no level ${level}.`, { fields: { classes: `There is no level ${level}. Add it under Levels first.` } });
    return { academicSessionId, levelId: found.id, arm, name: className(found.name, arm), capacity };
  });
  await refuseUnknownSession(ctx, academicSessionId);
  const added = await ctx.tx
    .insert(classes)
    .values(rows)
    .onConflictDoNothing()
    .returning({ name: classes.name });
  noteCreated(ctx, academicSessionId, added);
}

async function refuseUnknownSession(ctx: Context, academicSessionId: string): Promise<void> {
  const found = await ctx.tx.select({ id: academicSessions.id }).from(academicSessions).where(eq(academicSessions.id, academicSessionId)).for('key share');
  if (found.length === 0) throw new AppError('INVALID', 'There is no such session any more. Reload the page and choose another.');
}

type Named = { name: string };

function noteCreated(ctx: Context, academicSessionId: string, added: Named[]): void {
  if (added.length === 0) throw new AppError('CONFLICT', 'All of these classes are there already.');
  ctx.record({
    name: 'classes.classes-created', subjectId: 'school', tables: ['classes'], scopes: ['school'],
    detail: { academicSessionId, names: added.map((one) => one.name) },
  });
}

type CreateMany = { academicSessionId: string; capacity: number; classes: { level: string; arms: string[] }[] };

/** "JSS 1: A B C" and so on, as the office types it. */
export async function createClassesByLevel(ctx: Context, { academicSessionId, capacity, classes: given }: CreateMany): Promise<void> {
  await createClasses(ctx, { academicSessionId, classes: given.flatMap(({ level, arms }) => arms.map((arm) => ({ level, arm, capacity }))) });
}

/** The classes of one session once more in another, with arms and capacity; those that are there stay. */
export async function copyClasses(ctx: Context, { academicSessionId, fromSessionId }: { academicSessionId: string; fromSessionId: string }): Promise<void> {
  const from = await ctx.tx
    .select({ levelId: classes.levelId, level: levels.name, arm: classes.arm, capacity: classes.capacity })
    .from(classes)
    .innerJoin(levels, eq(levels.id, classes.levelId))
    .where(eq(classes.academicSessionId, fromSessionId));
  if (from.length === 0) throw new AppError('CONFLICT', 'That session has no classes to copy.');
  await refuseUnknownSession(ctx, academicSessionId);
  const added = await ctx.tx
    .insert(classes)
    .values(from.map(({ level, ...one }) => ({ ...one, academicSessionId, name: className(level, one.arm) })))
    .onConflictDoNothing()
    .returning({ name: classes.name });
  noteCreated(ctx, academicSessionId, added);
}

export type ClassRow = typeof classes.$inferSelect;

/** Renames the arm and changes how many students fit. */
export async function changeClass(ctx: Context, { arm, capacity }: { arm: string; capacity: number }, one: ClassRow): Promise<void> {
  const [taken] = await ctx.tx.select({ name: classes.name }).from(classes).where(and(
    eq(classes.academicSessionId, one.academicSessionId), eq(classes.levelId, one.levelId),
    sql`lower(${classes.arm}) = lower(${arm})`, ne(classes.id, one.id),
  ));
  if (taken) throw new AppError('INVALID', 'Please look at the marked fields.', { fields: { arm: `There is a class ${taken.name} already.` } });
  const [level] = await ctx.tx.select({ name: levels.name }).from(levels).where(eq(levels.id, one.levelId));
  const name = className(level?.name ?? '', arm);
  await ctx.tx.update(classes).set({ arm, capacity, name }).where(eq(classes.id, one.id));
  ctx.record({
    name: 'classes.class-changed', subjectId: one.id, tables: ['classes'], scopes: ['school', `class:${one.id}`],
    detail: { before: { name: one.name, capacity: one.capacity }, after: { name, capacity } },
  });
}

/** Removes a class made by mistake; one on which anything stands is kept, and the answer says what. */
export async function removeClass(ctx: Context, _: unknown, one: ClassRow): Promise<void> {
  const words = sayStanding(await standingOn(ctx, one.id));
  if (words) throw new AppError('LOCKED', `${one.name} cannot be removed: ${words} stand on it.`);
  await ctx.tx.delete(classes).where(eq(classes.id, one.id)).catch((error: unknown) => {
    // A table that came later refers to it; the database knows, even where this list does not.
    throw isReferred(error) ? new AppError('LOCKED', `${one.name} cannot be removed: other records stand on it.`) : error;
  });
  ctx.record({ name: 'classes.class-removed', subjectId: one.id, tables: ['classes'], scopes: ['school'], detail: { name: one.name } });
}

async function standingOn(ctx: Context, classId: string) {
  const [row] = await ctx.tx.execute<Record<'enrolments' | 'planned' | 'registers' | 'leaders' | 'teaching', number>>(sql`
    select (select count(*)::int from enrolments where class_id = ${classId}) as enrolments,
      (select count(*)::int from planned_placements where class_id = ${classId}) as planned,
      (select count(*)::int from registers where class_id = ${classId}) as registers,
      (select count(*)::int from class_teachers where class_id = ${classId}) as leaders,
      (select count(*)::int from teaching_assignments where class_id = ${classId}) as teaching`);
  return [
    [row?.enrolments ?? 0, 'enrolment'], [row?.planned ?? 0, 'planned move'], [row?.registers ?? 0, 'register'], [row?.leaders ?? 0, 'class teacher'],
    [row?.teaching ?? 0, 'teaching assignment'],
  ] as const;
}

const isReferred = (error: unknown): boolean =>
  error instanceof Error && ((error as { code?: unknown }).code === '23503' || isReferred(error.cause));
