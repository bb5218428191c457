import type { Day } from '@/lib/platform/dates';
import type { Context } from '@/lib/platform/perform';
import { askAnew } from '../../placements/commands';
import type { BulkKind } from '../schema';
import { readStates, type State } from './queries';

type News = { changeId: string; kind: BulkKind; value: string; count: number; isUndone?: true };

/** Those at whom it waits for its day, and which day that is. */
type Ahead = { waiting: ReadonlySet<string>; startsOn: Day | null };

/** Open pages follow a change at once, whoever gains or loses sight of a child is asked anew, and the history has a line for each child. */
export async function announce(ctx: Context, { changeId, isUndone, ...change }: News, { waiting, startsOn }: Ahead): Promise<void> {
  const states = await readStates(ctx.tx, changeId);
  const studentIds = states.map((one) => one.id);
  const settled = states.filter((one) => !waiting.has(one.id));
  const classIds = [...new Set(settled.flatMap((one) => [one.fromClass, one.toClass]))].filter((id) => id !== null);
  const isMove = change.kind === 'class';
  const touched = isMove && settled.length > 0 ? await askAnew(ctx.tx, { studentIds: settled.map((one) => one.id), classIds }) : [];
  ctx.record({
    name: isUndone ? 'people.bulk-change-undone' : 'people.students-changed', subjectId: changeId,
    tables: isMove ? ['students', 'enrolments', 'registers', 'sessions'] : ['students', 'enrolments'],
    scopes: ['school', ...studentIds.map((id) => `student:${id}`), ...classIds.map((id) => `class:${id}`), ...touched.map((id) => `user:${id}`)],
    detail: change,
  });
  const lineOf = ({ id, from, to }: State) => {
    if (waiting.has(id)) {
      const plan = { class: to, from: startsOn };
      return isUndone
        ? { name: 'people.planned-placement-cancelled', detail: { kind: 'move', before: plan, changeId } }
        : { name: 'people.placement-planned', detail: { kind: 'move', after: plan, changeId } };
    }
    const [was, is] = isUndone ? [to, from] : [from, to];
    const name = isMove ? 'people.student-moved' : 'people.student-edited';
    return { name, detail: { before: { [change.kind]: was }, after: { [change.kind]: is }, changeId } };
  };
  for (const state of states) ctx.record({ subjectId: state.id, tables: [], scopes: [], ...lineOf(state) });
}
