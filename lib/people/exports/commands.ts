import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';
import { guardianLines, staffLines, studentLines } from './queries';
import { headers, MOST_ROWS } from './rules';
import type { Exported, ExportInput } from './schema';

/** Reads the lines of a file, and writes down who took how many out of the school. */
export async function exportPeople(ctx: Context, input: ExportInput): Promise<Exported> {
  const { kind, format } = input;
  const rows = await linesOf(ctx, input);
  if (rows.length === 0) throw new AppError('NOT_FOUND', 'Nobody is in this list, so there is no file.');
  if (rows.length > MOST_ROWS) throw new AppError('INVALID', `These are more than ${MOST_ROWS.toLocaleString('en-NG')} lines. Narrow the search.`);
  ctx.record({ name: 'people.exported', subjectId: 'school', tables: [], scopes: [], detail: { kind, format, count: rows.length } });
  return { kind, format, header: headers[kind], rows };
}

function linesOf({ actor, tx }: Context, input: ExportInput): Promise<string[][]> {
  switch (input.kind) {
    case 'students': return studentLines(actor, input, tx);
    case 'guardians': return guardianLines(actor, input, tx);
    case 'staff': return staffLines(actor, input, tx);
  }
}
