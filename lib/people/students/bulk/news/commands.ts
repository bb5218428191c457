import type { Context } from '@/lib/platform/perform';
import { askAnew } from '../../placements/commands';
import type { BulkKind } from '../schema';
import { readStates } from './queries';

type News = { changeId: string; kind: BulkKind; value: string; count: number; isUndone?: true };

/** Open pages follow a change at once, whoever gains or loses sight of a child is asked anew, and the history has a line for each child. */
export async function announce(ctx: Context, { changeId, isUndone, ...change }: News): Promise<void> {
  const states = await readStates(ctx.tx, changeId);
  const studentIds = states.map((one) => one.id);
  const classIds = [...new Set(states.flatMap((one) => [one.fromClass, one.toClass]))].filter((id) => id !== null);
  const isMove = change.kind === 'class';
  const touched = isMove ? await askAnew(ctx.tx, { studentIds, classIds }) : [];
  ctx.record({
    name: isUndone ? 'people.bulk-change-undone' : 'people.students-changed', subjectId: changeId,
    tables: isMove ? ['students', 'enrolments', 'registers', 'sessions'] : ['students', 'enrolments'],
    scopes: ['school', ...studentIds.map((id) => `student:${id}`), ...classIds.map((id) => `class:${id}`), ...touched.map((id) => `user:${id}`)],
    detail: change,
  });
  for (const { id, from, to } of states) {
    const [was, is] = isUndone ? [to, from] : [from, to];
    ctx.record({
      name: isMove ? 'people.student-moved' : 'people.student-edited', subjectId: id, tables: [], scopes: [],
      detail: { before: { [change.kind]: was }, after: { [change.kind]: is }, changeId },
    });
  }
}
