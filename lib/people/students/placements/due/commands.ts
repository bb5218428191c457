import { eq } from 'drizzle-orm';
import { notifications, plannedPlacements } from '@/db/schema';
import { plusDays, schoolDay } from '@/lib/platform/dates';
import { AppError } from '@/lib/platform/errors';
import type { RecordedEvent } from '@/lib/platform/events';
import { logger } from '@/lib/platform/logger';
import type { Context } from '@/lib/platform/perform';
import { asSystem } from '@/lib/platform/system';
import { getSchool } from '@/lib/school/queries';
import { move, readmit } from '../commands';
import type { Planned } from '../plans/queries';
import { getPlaced, type Placed } from '../queries';
import { failedPlanNotice } from './notify';
import { listDue, listOffice, type Due } from './queries';

const JOB = 'planned-placements';

/** Carries out the plans whose day has come, each in a transaction of its own; one that breaks waits for the next time. */
export async function carryOutDue(): Promise<void> {
  const due = await asSystem(JOB, async ({ tx, now }) => listDue(tx, schoolDay(now, (await getSchool(tx)).timeZone)));
  for (const plan of due) {
    const { id, askedBy } = plan;
    await asSystem({ job: JOB, ...(askedBy && { onBehalfOf: askedBy }) }, (ctx) => carryOut(ctx, plan))
      .catch((error: unknown) => logger.error({ err: error, planId: id }, 'a planned placement could not be carried out'));
  }
}

/** The same act as the office's, checked again: what has become impossible is told to the office and not tried again. */
async function carryOut(ctx: Context, due: Due): Promise<void> {
  const student = await getPlaced(ctx.actor, due, ctx.tx);
  const { planned } = student;
  // Somebody has cancelled it, or another worker was here, since the list was read.
  if (planned?.id !== due.id) return;
  await ctx.tx.delete(plannedPlacements).where(eq(plannedPlacements.id, planned.id));
  const events: RecordedEvent[] = [];
  try {
    await ctx.tx.transaction((tx) => act({ ...ctx, tx, record: (event) => events.push(event) }, planned, student));
    events.forEach(ctx.record);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await tellOffice(ctx, planned, { name: student.name, problem: reasonOf(error, planned) });
  }
}

async function act(ctx: Context, planned: Planned, student: Placed): Promise<void> {
  const { kind, studentId, classId, department, mayOverfill, outcome, enrolmentId } = planned;
  // Days that have a mark in the class of before stay with it.
  const marked = student.present?.lastMarked;
  const startsOn = marked && marked >= planned.startsOn ? plusDays(marked, 1) : planned.startsOn;
  const input = { studentId, class_id: classId, department, startsOn, ...(mayOverfill && { is_over: classId }) };
  await { move, readmit }[kind](ctx, input, student, { id: enrolmentId, outcome });
}

function reasonOf(error: AppError, { className }: Planned): string {
  const { fields = {} } = error.details;
  if (fields.is_over) return `${className} is full by now.`;
  return Object.values(fields)[0] ?? error.message;
}

async function tellOffice(ctx: Context, planned: Planned, failed: { name: string; problem: string }): Promise<void> {
  const { timeZone } = await getSchool(ctx.tx);
  const office = await listOffice(ctx.tx);
  const notice = { ...failedPlanNotice({ ...planned, ...failed }), subjectId: planned.studentId, day: schoolDay(ctx.now, timeZone) };
  if (office.length > 0) await ctx.tx.insert(notifications).values(office.map((userId) => ({ ...notice, userId }))).onConflictDoNothing();
  ctx.record({
    name: 'people.planned-placement-failed', subjectId: planned.studentId, tables: ['planned_placements', 'notifications'],
    scopes: ['school', ...office.map((id) => `user:${id}`)],
    detail: { kind: planned.kind, class: planned.className, from: planned.startsOn, problem: failed.problem },
  });
}
