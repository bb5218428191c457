import { squeezed } from '../rules';
import type { Findings, ImportSource, Problem } from '../schema';
import { readTable } from '../tables/rules';
import { withoutSample } from '../templates/rules';
import { staffCells, staffColumns, type StaffRow } from './schema';

export type StaffFile = Findings & { rows: StaffRow[] };

/** Reads and checks a staff file as far as that is possible without the school's own records. */
export function readStaffFile(file: ImportSource): StaffFile {
  const table = withoutSample(readTable(file, staffColumns), 'staff');
  const problems = [...table.problems];
  const rows = table.rows.flatMap(({ row, cells }) => {
    const parsed = staffCells.safeParse(cells);
    if (parsed.success) return [{ ...parsed.data, row }];
    problems.push(
      ...parsed.error.issues.map(({ path, message }) => ({ row, column: path.join('.'), message })),
    );
    return [];
  });
  problems.push(
    ...repeated(rows, 'phone'),
    ...repeated(rows, 'email'),
    ...repeated(rows, 'class_teacher_of'),
  );
  return { problems, warnings: table.warnings, rows };
}

function repeated(rows: StaffRow[], column: 'phone' | 'email' | 'class_teacher_of'): Problem[] {
  const first = new Map<string, number>();
  return rows.flatMap((row) => {
    const value = squeezed(row[column]);
    const earlier = first.get(value);
    if (value !== '' && earlier === undefined) first.set(value, row.row);
    return earlier === undefined ? [] : [{ row: row.row, column, message: `The same is in row ${earlier}.` }];
  });
}

/** "Biology; Physics" as names. */
export function subjectNames(text: string): string[] {
  return text
    .split(/[;,|]/)
    .map((name) => name.trim())
    .filter(Boolean);
}
