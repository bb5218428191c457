import { listed } from '@/lib/platform/sentences';
import { quoted, squeezed } from '../rules';
import type { Columns, Problem, Row, Sheet, SheetRow, Table } from '../schema';
import { readCsv } from '../sheets/rules';

/** Reads a CSV file, or a sheet that was read, against the columns it may have. Problems of the file as a whole leave no rows. */
export function readTable(source: Uint8Array | string | Sheet, columns: Columns): Table {
  const read = typeof source === 'string' || source instanceof Uint8Array ? readCsv(source) : { sheet: source };
  if ('problem' in read) return { problems: [read.problem], warnings: [], rows: [] };
  const { header, rows } = read.sheet;
  const named = namedColumns(header, columns);
  if (named.problems.length > 0) return { ...named, rows: [] };
  if (rows.length === 0) return refusal('The file has column names but no rows below them.');
  return withCells(rows, named);
}

type Named = Pick<Table, 'problems' | 'warnings'> & { names: (string | null)[] };

function namedColumns(header: string[], columns: Columns): Named {
  const known = new Map([...columns.required, ...columns.optional].map((name) => [squeezed(name), name]));
  const names = header.map((title) => known.get(squeezed(title)) ?? null);
  const problem = (message: string): Problem => ({ row: 1, column: null, message });

  const refused = header.filter((title) => columns.refused.includes(squeezed(title)));
  const twice = [...new Set(names.filter((name, index) => name !== null && names.indexOf(name) !== index))];
  const missing = columns.required.filter((name) => !names.includes(name));
  const unknown = header
    .filter((title, index) => names[index] === null && /\S/.test(title))
    .map((title) => title.trim());
  const problems = [
    refused.length > 0 &&
      `The column ${listed(refused.map(quoted))} cannot be imported: accounts and rights are given by people, not by files.`,
    twice.length > 0 && `The column ${listed(twice.map(String))} is there more than once.`,
    missing.length > 0 &&
      `The column ${listed(missing)} is missing. The first row must hold the column names.`,
  ];
  return {
    names,
    problems: problems.filter((message) => message !== false).map(problem),
    warnings:
      unknown.length > 0
        ? [problem(`Not imported, because nobody knows the column: ${listed(unknown.map(quoted))}.`)]
        : [],
  };
}

function withCells(sheetRows: SheetRow[], { names, warnings }: Named): Table {
  const problems: Problem[] = [];
  const rows: Row[] = [];
  for (const { row, cells, misfit } of sheetRows) {
    if (misfit) {
      problems.push({ row, column: null, message: misfit });
      continue;
    }
    const byName: Row['cells'] = {};
    names.forEach((name, index) => {
      if (name !== null) byName[name] = cells[index] ?? '';
    });
    rows.push({ row, cells: byName });
  }
  return { problems, warnings, rows };
}

function refusal(message: string): Table {
  return { problems: [{ row: null, column: null, message }], warnings: [], rows: [] };
}
