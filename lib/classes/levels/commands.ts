import { and, asc, desc, eq, gt, gte, lt, sql } from 'drizzle-orm';
import { academicSessions, classes, levels } from '@/db/schema';
import { runningSessionId } from '@/lib/calendar/queries';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';
import { className, sayStanding } from '../rules';
import { stages, type Stage } from '../schema';

/** Creates the levels in school order; those that exist stay as they are. */
export async function createLevels(ctx: Context, given: { name: string; stage: Stage }[]): Promise<void> {
  await ctx.tx
    .insert(levels)
    .values(given.map((level, index) => ({ ...level, position: index + 1 })))
    .onConflictDoNothing();
  note(ctx, 'classes.levels-created', ['levels'], { names: given.map((level) => level.name) });
}

type Level = typeof levels.$inferSelect;

/** Adds a level after the last of its stage. */
export async function addLevel(ctx: Context, { name, stage }: { name: string; stage: Stage }): Promise<void> {
  await refuseTaken(ctx, name);
  const before = stages.slice(0, stages.indexOf(stage) + 1);
  const all = await ctx.tx.select().from(levels).orderBy(asc(levels.position)).for('update');
  const position = Math.max(0, ...all.filter((one) => before.includes(one.stage)).map((one) => one.position)) + 1;
  // Two steps, because no two levels may share a place even for a moment.
  await ctx.tx.update(levels).set({ position: sql`-(${levels.position} + 1)` }).where(gte(levels.position, position));
  await ctx.tx.update(levels).set({ position: sql`-${levels.position}` }).where(lt(levels.position, 0));
  await ctx.tx.insert(levels).values({ name, stage, position });
  note(ctx, 'classes.levels-created', ['levels'], { names: [name] });
}

/** Renames a level and its classes of running and coming sessions; those of sessions that are over keep their names. */
export async function renameLevel(ctx: Context, { name }: { name: string }, level: Level): Promise<void> {
  if (name !== level.name) await refuseTaken(ctx, name, level.id);
  await ctx.tx.update(levels).set({ name }).where(eq(levels.id, level.id));
  const now = await ctx.tx
    .select({ id: classes.id, arm: classes.arm })
    .from(classes)
    .innerJoin(academicSessions, eq(academicSessions.id, classes.academicSessionId))
    .where(and(eq(classes.levelId, level.id), sql`${academicSessions.startsOn} >= (select starts_on from ${academicSessions} where id = ${runningSessionId(ctx.now)})`));
  for (const one of now) await ctx.tx.update(classes).set({ name: className(name, one.arm) }).where(eq(classes.id, one.id));
  note(ctx, 'classes.level-renamed', ['levels', 'classes'], { before: { name: level.name }, after: { name } });
}

/** One place up or down within its stage. */
export async function moveLevel(ctx: Context, { direction }: { direction: 'up' | 'down' }, level: Level): Promise<void> {
  const isUp = direction === 'up';
  const [neighbour] = await ctx.tx
    .select()
    .from(levels)
    .where(and(eq(levels.stage, level.stage), isUp ? lt(levels.position, level.position) : gt(levels.position, level.position)))
    .orderBy(isUp ? desc(levels.position) : asc(levels.position))
    .limit(1)
    .for('update');
  if (!neighbour) throw new AppError('CONFLICT', `${level.name} is the ${isUp ? 'first' : 'last'} of its stage already.`);
  await ctx.tx.update(levels).set({ position: -1 }).where(eq(levels.id, level.id));
  await ctx.tx.update(levels).set({ position: level.position }).where(eq(levels.id, neighbour.id));
  await ctx.tx.update(levels).set({ position: neighbour.position }).where(eq(levels.id, level.id));
  note(ctx, 'classes.level-moved', ['levels'], { name: level.name, direction });
}

/** Removes a level that nothing stands on. */
export async function removeLevel(ctx: Context, _: unknown, level: Level): Promise<void> {
  const [standing] = await ctx.tx.execute<{ classes: number; offerings: number }>(sql`
    select (select count(*)::int from classes where level_id = ${level.id}) as classes,
      (select count(*)::int from subject_offerings where level_id = ${level.id}) as offerings`);
  const words = sayStanding([[standing?.classes ?? 0, 'class', 'classes'], [standing?.offerings ?? 0, 'subject']]);
  if (words) throw new AppError('LOCKED', `${level.name} cannot be removed: ${words} stand on it.`);
  await ctx.tx.delete(levels).where(eq(levels.id, level.id));
  note(ctx, 'classes.level-removed', ['levels'], { name: level.name });
}

async function refuseTaken(ctx: Context, name: string, except?: string): Promise<void> {
  const [taken] = await ctx.tx.select({ id: levels.id }).from(levels).where(sql`lower(${levels.name}) = lower(${name})`);
  if (taken && taken.id !== except) throw new AppError('INVALID', 'Please look at the marked fields.', { fields: { name: `There is a level ${name} already.` } });
}

function note(ctx: Context, name: string, tables: string[], detail: Record<string, unknown>): void {
  ctx.record({ name, subjectId: 'school', tables, scopes: ['school'], detail });
}
