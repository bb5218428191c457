import { sql } from 'drizzle-orm';
import { bulkChanges } from '@/db/schema';
import { countSeats, lockClasses } from '@/lib/classes/seats/queries';
import { requirePerson } from '@/lib/platform/actor';
import { AppError, type FieldErrors } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';
import { placing } from '../../imports/placements/rules';
import { schoolFacts } from '../../imports/queries';
import { fieldsOf } from '../newcomers/rules';
import { overfull } from '../placements/rules';
import { MOST_AT_ONCE } from '../selection/rules';
import { announce } from './news/commands';
import { findForChange, findTouchedSince, lockChanged, type OpenedChange } from './queries';
import { decideDepartment, decideHouse, decideMove, isUndoable, planBulk, type BulkPlan } from './rules';
import type { Changed, MoveStudentsInput } from './schema';
import { keepChange, restore, writeDepartments, writeHouses, writeMoves, writePlans } from './writes/commands';

type Ids = readonly { id: string }[];
type Many = Pick<MoveStudentsInput, 'count' | 'leaveOut'>;
type Done = Pick<Parameters<typeof keepChange>[1], 'kind' | 'value' | 'startsOn' | 'rows'>;
const SHOWN = 20;

/** Moves many students to one class from the same day, or plans it for a day ahead; those who cannot move are named, and may be left out. */
export async function moveStudents(ctx: Context, input: MoveStudentsInput, chosen: Ids): Promise<Changed> {
  const found = await findForChange(ctx.tx, asShown(chosen, input.count));
  const facts = await schoolFacts(ctx.tx, ctx.now);
  const target = facts.classes.find((one) => one.id === input.class_id);
  if (!target || !facts.session) throw refusal({ class_id: 'Choose a class of the running session.' });
  const place = (department: string) => placing(facts)({ class_level: target.levelName, class_arm: target.arm, department });
  const problem = input.department && place(input.department);
  if (problem && 'message' in problem) throw refusal(fieldsOf([{ row: null, ...problem }]));
  const when = { startsOn: input.startsOn, today: facts.today, sessionStartsOn: facts.session.startsOn, department: input.department };
  const plan = planBulk(found, decideMove(place, when));
  settle(plan, input);
  const full = overfull(target, await countSeats(ctx.tx, target.id), plan.changes.length);
  if (full && input.is_over !== target.id) throw refusal({ is_over: full }, { is_over: target.id });
  const isAhead = input.startsOn > facts.today;
  const rows = isAhead
    ? await writePlans(ctx, plan.changes, { startsOn: input.startsOn, mayOverfill: input.is_over === target.id })
    : await writeMoves(ctx.tx, plan.changes, input.startsOn);
  return finish(ctx, plan, { kind: 'class', value: target.name, startsOn: input.startsOn, rows }, isAhead);
}

/** Puts many students into a house, or with an empty name out of theirs. */
export async function assignHouse(ctx: Context, input: Many & { house: string }, chosen: Ids): Promise<Changed> {
  const plan = planBulk(await findForChange(ctx.tx, asShown(chosen, input.count)), decideHouse(input.house));
  settle(plan, input);
  const rows = await writeHouses(ctx.tx, plan.changes);
  return finish(ctx, plan, { kind: 'house', value: input.house, startsOn: null, rows });
}

/** Puts many senior students into a department, within their classes. */
export async function assignDepartment(ctx: Context, input: Many & { department: string }, chosen: Ids): Promise<Changed> {
  const found = await findForChange(ctx.tx, asShown(chosen, input.count));
  const { departments } = await schoolFacts(ctx.tx, ctx.now);
  const department = departments.find((one) => one.name === input.department);
  if (!department) throw refusal({ department: 'Choose a department of the school.' });
  const plan = planBulk(found, decideDepartment(department.id));
  settle(plan, input);
  const rows = await writeDepartments(ctx.tx, plan.changes);
  return finish(ctx, plan, { kind: 'department', value: department.name, startsOn: null, rows });
}

/** Gives every student of a change back what stood before; refused with names where something happened since. */
export async function undoBulkChange(ctx: Context, _: unknown, change: OpenedChange): Promise<{ count: number }> {
  if (!isUndoable(change, ctx.now)) throw new AppError('LOCKED', change.undoneAt ? 'This was undone already.' : 'A change can be undone for 7 days. This one is older.');
  await lockClasses(ctx.tx, await lockChanged(ctx.tx, change.id));
  const names = await findTouchedSince(ctx.tx, change.id);
  if (names.length > 0) throw new AppError('LOCKED', `Something happened since with ${names.join(', ')}: another change, or a mark in the register. Change them one by one.`);
  const waiting = await restore(ctx.tx, change.id);
  await ctx.tx.update(bulkChanges).set({ undoneAt: ctx.now, undoneBy: requirePerson(ctx.actor).id }).where(sql`${bulkChanges.id} = ${change.id}`);
  await announce(ctx, { changeId: change.id, kind: change.kind, value: change.value, count: change.count, isUndone: true }, { waiting, startsOn: change.startsOn });
  return { count: change.count };
}

/** The ids that were locked, if they are as many as the page said. */
function asShown(chosen: Ids, count: number): string[] {
  if (chosen.length === 0) throw new AppError('NOT_FOUND', 'No students are chosen.');
  if (chosen.length > MOST_AT_ONCE) throw new AppError('INVALID', `These are more than ${MOST_AT_ONCE.toLocaleString('en-NG')} students. Choose fewer at once, level by level.`);
  if (chosen.length !== count) throw new AppError('CONFLICT', `Now there are ${chosen.length}, and the page said ${count}: somebody changed the records meanwhile. Reload the page and look again.`);
  return chosen.map((one) => one.id);
}

function settle<To>({ changes, problems }: BulkPlan<To>, { leaveOut }: Many): void {
  if (problems.length > 0 && !leaveOut) {
    const more = problems.length > SHOWN ? ` And ${problems.length - SHOWN} more.` : '';
    throw new AppError('INVALID', `${problems.length === 1 ? 'One of them cannot' : `${problems.length} of them cannot`} be changed. Nothing was changed yet.`, {
      fields: { leaveOut: `Leave them out and change the other ${changes.length}` },
      data: { problems: problems.slice(0, SHOWN).map((one) => one.text), more },
    });
  }
  if (changes.length === 0) throw new AppError('INVALID', problems.length > 0 ? 'None of them can be changed.' : 'They all have that already. Nothing was changed.');
}

/** Writes down what was done, with those it was not done to, and tells whom it concerns. */
async function finish<To>(ctx: Context, { unchanged, problems }: BulkPlan<To>, done: Done, isAhead = false): Promise<Changed> {
  const changed = await keepChange(ctx, { ...done, unchanged, leftOut: problems.length });
  const waiting = new Set(isAhead ? done.rows.map((one) => one.studentId) : []);
  await announce(ctx, changed, { waiting, startsOn: done.startsOn });
  return changed;
}

const refusal = (fields: FieldErrors, data?: Record<string, string>) => new AppError('INVALID', 'Please look at the marked fields.', { fields, ...(data && { data }) });
