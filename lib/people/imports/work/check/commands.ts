import type { Context } from '@/lib/platform/perform';
import { mapped } from '../../mappings/rules';
import type { ImportFindings } from '../../office/schema';
import { shownFindings } from '../../rules';
import type { Findings, Problem, Sheet } from '../../schema';
import { withoutRows } from '../../sheets/rules';
import { checkStaff } from '../../staff/commands';
import { checkStudents } from '../../students/commands';
import { readUpload } from '../header/commands';
import type { Waiting } from '../queries';
import type { Step } from '../schema';

export type FailedRow = { row: number; cells: string[]; error: string };

/** The most rows that are kept for the file of failed rows. */
const MOST_FAILED = 5_000;
// Leaving a row out can bring a problem of another to light, as when two rows share what only one may have.
const ROUNDS = 5;

/** What an import of this sheet would do, and the sheet without the rows that cannot be imported. Writes nothing. */
export async function examine(ctx: Context, { kind, mapping }: Pick<Waiting, 'kind' | 'mapping'>, sheet: Sheet) {
  const check = kind === 'students' ? checkStudents : checkStaff;
  const bad = new Map<number, Problem[]>();
  const whole: Problem[] = [];
  let sound = mapped(sheet, mapping ?? []);
  let found = await check(ctx, sound);
  const { warnings } = found;
  for (let round = 0; round < ROUNDS && found.problems.length > 0 && whole.length === 0; round += 1) {
    for (const problem of found.problems) {
      // The header is row 1: what is wrong there is wrong with every row.
      if (problem.row === null || problem.row <= 1) whole.push(problem);
      else bad.set(problem.row, [...(bad.get(problem.row) ?? []), problem]);
    }
    sound = withoutRows(sound, new Set(bad.keys()));
    if (sound.rows.length === 0 || whole.length > 0) break;
    found = await check(ctx, sound);
  }
  const all: Findings = { problems: [...whole, ...[...bad.values()].flat()], warnings };
  const findings: ImportFindings = {
    ...shownFindings(all), counts: found.counts, badRows: bad.size,
    isUsable: whole.length === 0 && sound.rows.length > 0 && found.problems.length === 0,
  };
  return { findings, sound, failed: failedRows(sheet, bad) };
}

function failedRows(sheet: Sheet, bad: ReadonlyMap<number, Problem[]>): FailedRow[] {
  return sheet.rows.filter(({ row }) => bad.has(row)).slice(0, MOST_FAILED).map(({ row, cells }) => ({
    row, cells, error: (bad.get(row) ?? []).map(({ column, message }) => (column ? `${column}: ${message}` : message)).join(' '),
  }));
}

/** Compares the whole file with the school. */
export const checkFile: Step<Sheet> = {
  prepare: readUpload,
  run: async (ctx, waiting, sheet, report) => {
    report('checking', 0.1);
    const { findings, failed } = await examine(ctx, waiting, sheet);
    return { state: 'checked', findings, failed };
  },
};
