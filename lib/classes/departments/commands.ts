import { eq, sql } from 'drizzle-orm';
import { departments } from '@/db/schema';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';
import { sayStanding } from '../rules';

/** Creates the departments of senior secondary. */
export async function createDepartments(ctx: Context, names: string[]): Promise<void> {
  await ctx.tx
    .insert(departments)
    .values(names.map((name) => ({ name })))
    .onConflictDoNothing();
  note(ctx, 'classes.departments-created', ['departments'], { names });
}

type Department = typeof departments.$inferSelect;

export async function addDepartment(ctx: Context, { name }: { name: string }): Promise<void> {
  await refuseTaken(ctx, name);
  await createDepartments(ctx, [name]);
}

export async function renameDepartment(ctx: Context, { name }: { name: string }, department: Department): Promise<void> {
  await refuseTaken(ctx, name, department.id);
  await ctx.tx.update(departments).set({ name }).where(eq(departments.id, department.id));
  note(ctx, 'classes.department-renamed', ['departments'], { before: { name: department.name }, after: { name } });
}

/** Removes a department that nobody is in and no subject belongs to. */
export async function removeDepartment(ctx: Context, _: unknown, department: Department): Promise<void> {
  const [standing] = await ctx.tx.execute<{ students: number; planned: number; offerings: number }>(sql`
    select (select count(*)::int from enrolments where department_id = ${department.id}) as students,
      (select count(*)::int from planned_placements where department_id = ${department.id}) as planned,
      (select count(distinct subject_id)::int from subject_offerings where department_id = ${department.id}) as offerings`);
  const words = sayStanding([[standing?.students ?? 0, 'enrolment'], [standing?.planned ?? 0, 'planned move'], [standing?.offerings ?? 0, 'subject']]);
  if (words) throw new AppError('LOCKED', `${department.name} cannot be removed: ${words} stand on it.`);
  await ctx.tx.delete(departments).where(eq(departments.id, department.id));
  note(ctx, 'classes.department-removed', ['departments'], { name: department.name });
}

async function refuseTaken(ctx: Context, name: string, except?: string): Promise<void> {
  const [taken] = await ctx.tx.select({ id: departments.id }).from(departments).where(sql`lower(${departments.name}) = lower(${name})`);
  if (taken && taken.id !== except) throw new AppError('INVALID', 'Please look at the marked fields.', { fields: { name: `There is a department ${name} already.` } });
}

function note(ctx: Context, name: string, tables: string[], detail: Record<string, unknown>): void {
  ctx.record({ name, subjectId: 'school', tables, scopes: ['school'], detail });
}
