import { eq } from 'drizzle-orm';
import { plannedPlacements } from '@/db/schema';
import { answerableId } from '@/lib/platform/actor';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';
import type { Placed } from '../queries';
import { sayPlan } from '../rules';
import type { Planned } from './queries';

type NewPlan = Pick<typeof plannedPlacements.$inferInsert, 'kind' | 'studentId' | 'classId' | 'departmentId' | 'startsOn' | 'mayOverfill' | 'enrolmentId' | 'outcome'>;

/** Writes down what waits for its day; nobody's sight of the child changes. */
export async function planPlacement(ctx: Context, plan: NewPlan, className: string): Promise<void> {
  await ctx.tx.insert(plannedPlacements).values({ ...plan, askedAt: ctx.now, askedBy: answerableId(ctx.actor) });
  note(ctx, 'people.placement-planned', plan.studentId, { kind: plan.kind, after: { class: className, from: plan.startsOn } });
}

/** The office takes a plan back before its day. */
export async function cancelPlannedPlacement(ctx: Context, _: unknown, { planned }: Placed): Promise<void> {
  if (!planned) throw new AppError('CONFLICT', 'Nothing is planned for this student any more. Reload the page to see where things stand.');
  await dropPlan(ctx, planned);
}

/** A plan that something else has overtaken goes, and the history says so. */
export async function dropPlan(ctx: Context, { id, kind, studentId, className, startsOn }: Planned): Promise<void> {
  await ctx.tx.delete(plannedPlacements).where(eq(plannedPlacements.id, id));
  note(ctx, 'people.planned-placement-cancelled', studentId, { kind, before: { class: className, from: startsOn } });
}

/** One plan at a time: the first is cancelled before another is made. */
export function refusePlanned({ planned }: Placed): void {
  if (planned) throw new AppError('LOCKED', `The student ${sayPlan(planned)}. Cancel that first.`);
}

function note(ctx: Context, name: string, subjectId: string, detail: Record<string, unknown>): void {
  ctx.record({ name, subjectId, tables: ['planned_placements'], scopes: ['school'], detail });
}
