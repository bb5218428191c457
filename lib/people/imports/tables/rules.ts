import { CsvError, parse } from 'csv-parse/sync';
import { textOfFile } from '../files/rules';
import { listed, quoted, squeezed } from '../rules';
import { MAX_ROWS, type Columns, type Problem, type Row, type Table } from '../schema';

// A record longer than this has an open quotation mark somewhere, not an address.
const LONGEST_RECORD = 100_000;
// Rows of separators alone may follow the last row; they are read and left out.
const LAST_RECORD = MAX_ROWS * 2;

/** Reads a CSV file against the columns it may have. Problems of the file as a whole leave no rows. */
export function readTable(file: Uint8Array | string, columns: Columns): Table {
  const read = textOfFile(file);
  if ('problem' in read) return refusal(read.problem);
  const parsed = records(read.text);
  if ('problem' in parsed) return { problems: [parsed.problem], warnings: [], rows: [] };
  const [header, ...body] = parsed.records;
  if (!header || header.row > 1) return refusal('The first row is empty. It must hold the column names.');
  const named = namedColumns(header.cells, columns);
  if (named.problems.length > 0) return { ...named, rows: [] };
  const filled = body.filter(({ cells }) => cells.some((cell) => /\S/.test(cell)));
  if (filled.length > MAX_ROWS || body.length >= LAST_RECORD - 1) {
    return refusal(
      `The file has more than ${MAX_ROWS.toLocaleString('en-NG')} rows, the most for one import. Split it.`,
    );
  }
  if (filled.length === 0) return refusal('The file has column names but no rows below them.');
  return withCells(filled, header.cells.length, named);
}

/** The separator that the header line uses most: spreadsheets of some countries write semicolons. */
export function separatorOf(text: string): ',' | ';' | '\t' {
  const line = (/^[^\r\n]*/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (mark: string) => line.split(mark).length - 1;
  const [commas, semicolons, tabs] = [count(','), count(';'), count('\t')];
  if (tabs > commas && tabs >= semicolons) return '\t';
  return semicolons > commas ? ';' : ',';
}

// A file with the wrong separator has thousands of wrong rows; the first thousand say enough.
const MOST_RAGGED = 1_000;

class TooRagged extends Error {}

type Numbered = { row: number; cells: string[] };
type Records = { records: Numbered[] } | { problem: Problem };

function records(text: string): Records {
  try {
    const rows: Numbered[] = [];
    parse(text, {
      delimiter: separatorOf(text),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      max_record_size: LONGEST_RECORD,
      to: LAST_RECORD,
      skip_empty_lines: true,
      // A row is a record or a blank line, as the spreadsheet numbers them; a cell may span several lines of text.
      on_record: (cells: string[], { records: count, empty_lines: blank, invalid_field_length: ragged }) => {
        if (ragged > MOST_RAGGED) throw new TooRagged();
        rows.push({ row: count + blank, cells });
        return null;
      },
    });
    return { records: rows };
  } catch (error) {
    if (error instanceof TooRagged) {
      const message = `More than ${MOST_RAGGED.toLocaleString('en-NG')} rows do not have as many cells as the header. Look at the separators.`;
      return { problem: { row: null, column: null, message } };
    }
    if (!(error instanceof CsvError)) throw error;
    const row = Number(error.records) + Number(error.empty_lines) + 1;
    return { problem: { row, column: null, message: sentence(error.code) } };
  }
}

function sentence(code: string): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'A quotation mark is opened here and never closed.';
  if (code === 'CSV_MAX_RECORD_SIZE')
    return 'This row is far too long; a quotation mark is probably not closed.';
  if (code.includes('QUOTE')) return 'The quotation marks of this row do not pair up.';
  return 'This row cannot be read as CSV.';
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

function withCells(filled: Numbered[], width: number, { names, warnings }: Named): Table {
  const problems: Problem[] = [];
  const rows: Row[] = [];
  for (const { row, cells } of filled) {
    const surplus = cells.slice(width).some((cell) => /\S/.test(cell));
    if (cells.length < width || surplus) {
      const message = `This row has ${cells.length} cells and the header has ${width}. Look for a missing or extra separator or quotation mark.`;
      problems.push({ row, column: null, message });
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
