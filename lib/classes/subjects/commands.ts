import { eq, inArray, sql } from 'drizzle-orm';
import { subjectOfferings, subjects } from '@/db/schema';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';
import { sayStanding } from '../rules';
import type { Offering } from '../schema';

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

type Subject = typeof subjects.$inferSelect;

export async function addSubject(ctx: Context, { name }: { name: string }): Promise<void> {
  await refuseTaken(ctx, name);
  await createSubjects(ctx, [{ name, offerings: [] }]);
}

export async function renameSubject(ctx: Context, { name }: { name: string }, subject: Subject): Promise<void> {
  await refuseTaken(ctx, name, subject.id);
  await ctx.tx.update(subjects).set({ name }).where(eq(subjects.id, subject.id));
  note(ctx, 'classes.subject-renamed', ['subjects'], { before: { name: subject.name }, after: { name } });
}

/** Says at which levels, and for which departments, the subject is offered; what was ticked replaces what stood. */
export async function changeOfferings(ctx: Context, { offerings }: { offerings: Offering[] }, subject: Subject): Promise<void> {
  const key = (one: Omit<Offering, 'compulsory'>) => `${one.levelId}|${one.departmentId ?? ''}`;
  const stood = await ctx.tx.select().from(subjectOfferings).where(eq(subjectOfferings.subjectId, subject.id));
  const before = new Map(stood.map((one) => [key(one), one]));
  const after = new Map(offerings.map((one) => [key(one), one]));
  const gone = stood.filter((one) => !after.has(key(one)));
  const added = offerings.filter((one) => !before.has(key(one)));
  const changed = offerings.filter((one) => before.has(key(one)) && before.get(key(one))?.compulsory !== one.compulsory);
  if (gone.length + added.length + changed.length === 0) throw new AppError('CONFLICT', 'Nothing was changed.');
  if (gone.length > 0) await ctx.tx.delete(subjectOfferings).where(inArray(subjectOfferings.id, gone.map((one) => one.id)));
  if (added.length > 0) await ctx.tx.insert(subjectOfferings).values(added.map((one) => ({ ...one, subjectId: subject.id })));
  for (const compulsory of [true, false]) {
    const ids = changed.filter((one) => one.compulsory === compulsory).flatMap((one) => before.get(key(one))?.id ?? []);
    if (ids.length > 0) await ctx.tx.update(subjectOfferings).set({ compulsory }).where(inArray(subjectOfferings.id, ids));
  }
  note(ctx, 'classes.offerings-changed', ['subject_offerings'], { name: subject.name, added: added.length, removed: gone.length, changed: changed.length });
}

/** Removes a subject that is offered nowhere and that nobody has taught. */
export async function removeSubject(ctx: Context, _: unknown, subject: Subject): Promise<void> {
  const [standing] = await ctx.tx.execute<{ offerings: number; teaching: number }>(sql`
    select (select count(distinct level_id)::int from subject_offerings where subject_id = ${subject.id}) as offerings,
      (select count(*)::int from teaching_assignments where subject_id = ${subject.id}) as teaching`);
  const words = sayStanding([[standing?.offerings ?? 0, 'level'], [standing?.teaching ?? 0, 'teaching assignment']]);
  if (words) throw new AppError('LOCKED', `${subject.name} cannot be removed: ${words} stand on it.`);
  await ctx.tx.delete(subjects).where(eq(subjects.id, subject.id));
  note(ctx, 'classes.subject-removed', ['subjects'], { name: subject.name });
}

async function refuseTaken(ctx: Context, name: string, except?: string): Promise<void> {
  const [taken] = await ctx.tx.select({ id: subjects.id }).from(subjects).where(sql`lower(${subjects.name}) = lower(${name})`);
  if (taken && taken.id !== except) throw new AppError('INVALID', 'Please look at the marked fields.', { fields: { name: `There is a subject ${name} already.` } });
}

function note(ctx: Context, name: string, tables: string[], detail: Record<string, unknown>): void {
  ctx.record({ name, subjectId: 'school', tables, scopes: ['school'], detail });
}
