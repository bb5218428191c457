import { sql } from 'drizzle-orm';
import { classes, departments, levels, subjects } from '@/db/schema';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';

type Stage = (typeof levels.$inferInsert)['stage'];

/** Creates the levels in school order; those that exist stay as they are. */
export async function createLevels(ctx: Context, given: { name: string; stage: Stage }[]): Promise<void> {
  await ctx.tx
    .insert(levels)
    .values(given.map((level, index) => ({ ...level, position: index + 1 })))
    .onConflictDoNothing();
  note(ctx, 'classes.levels-created', ['levels'], { names: given.map((level) => level.name) });
}

/** Creates the departments of senior secondary. */
export async function createDepartments(ctx: Context, names: string[]): Promise<void> {
  await ctx.tx
    .insert(departments)
    .values(names.map((name) => ({ name })))
    .onConflictDoNothing();
  note(ctx, 'classes.departments-created', ['departments'], { names });
}

export type NewSubject = {
  name: string;
  offerings: { levels: string[]; department?: string; isElective?: boolean }[];
};

/** Creates subjects with the levels and departments they are offered at. */
export async function createSubjects(ctx: Context, given: NewSubject[]): Promise<void> {
  await ctx.tx
    .insert(subjects)
    .values(given.map(({ name }) => ({ name })))
    .onConflictDoNothing();
  const offered = given.flatMap(({ name, offerings }) =>
    offerings.flatMap(({ levels: at, department, isElective }) =>
      at.map((level) => ({ subject: name, level, department: department ?? null, compulsory: !isElective })),
    ),
  );
  const added = await ctx.tx.execute(sql`
    insert into subject_offerings (level_id, subject_id, department_id, compulsory)
    select l.id, s.id, d.id, g.compulsory
    from jsonb_to_recordset(${JSON.stringify(offered)}::jsonb) as g(subject text, level text, department text, compulsory boolean)
    join subjects s on s.name = g.subject join levels l on l.name = g.level left join departments d on d.name = g.department
    where g.department is null = (d.id is null)
      and not exists (select 1 from subject_offerings o where o.level_id = l.id and o.subject_id = s.id
        and o.department_id is not distinct from d.id)
    returning id`);
  note(ctx, 'classes.subjects-created', ['subjects', 'subject_offerings'], {
    names: given.map((one) => one.name),
    offerings: added.length,
  });
}

export type NewClass = { level: string; arm: string; capacity?: number };

/** Creates the classes of a session, named level and arm: "JSS 2A". Refuses a level the school does not have. */
export async function createClasses(
  ctx: Context,
  { academicSessionId, classes: given }: { academicSessionId: string; classes: NewClass[] },
): Promise<void> {
  const known = new Map(
    (await ctx.tx.select({ id: levels.id, name: levels.name }).from(levels)).map((one) => [one.name, one.id]),
  );
  const rows = given.map(({ level, arm, capacity }) => {
    const levelId = known.get(level);
    if (!levelId) throw new AppError('INVALID', `There is no level ${level}.`);
    return { academicSessionId, levelId, arm, name: className(level, arm), capacity };
  });
  const added = await ctx.tx
    .insert(classes)
    .values(rows)
    .onConflictDoNothing()
    .returning({ name: classes.name });
  note(ctx, 'classes.classes-created', ['classes'], {
    academicSessionId,
    names: added.map((one) => one.name),
  });
}

/** "JSS 2" and "A" are "JSS 2A"; "Playgroup" and "A" are "Playgroup A"; "JSS 2" and "Gold" are "JSS 2 Gold". */
export function className(level: string, arm: string): string {
  return /\d$/.test(level) && arm.length === 1 ? `${level}${arm}` : `${level} ${arm}`;
}

function note(ctx: Context, name: string, tables: string[], detail: Record<string, unknown>): void {
  ctx.record({ name, subjectId: 'school', tables, scopes: ['school'], detail });
}
