import { AppError } from '@/lib/platform/errors';
import { schoolTime } from '@/lib/platform/dates';
import type { Context } from '@/lib/platform/perform';
import { getSchool } from '@/lib/school/queries';
import { findLastChange } from './queries';
import { mergeEdit, sayConflict } from './rules';
import type { EditConflict, Values } from './schema';

type Edit = { subjectId: string; seen: Values; current: Values; typed: Values };

/** The fields to write; throws CONFLICT when somebody else changed one of them to something else meanwhile. */
export async function settleEdit(ctx: Context, { subjectId, seen, current, typed }: Edit): Promise<Values> {
  const { changes, conflicts, values } = mergeEdit(seen, current, typed);
  if (conflicts.length > 0) {
    const last = await findLastChange(ctx.tx, subjectId);
    const { timeZone } = await getSchool(ctx.tx);
    const who = last && { name: last.name, time: schoolTime(last.at, timeZone) };
    throw new AppError('CONFLICT', `${who?.name ?? 'Somebody'} changed this record while you were typing. What you typed is kept.`, {
      fields: Object.fromEntries(conflicts.map((name) => [name, sayConflict(current[name] ?? '', who)])),
      data: { seen: current, values } satisfies EditConflict,
    });
  }
  if (Object.keys(changes).length === 0) throw new AppError('INVALID', 'Nothing was changed.');
  return changes;
}
