import { createHash } from 'node:crypto';
import { CsvError, parse } from 'csv-parse/sync';
import { textOfFile } from '../files/rules';
import { inParts, squeezed } from '../rules';
import { MAX_ROWS, MOST_COLUMNS, type Problem, type Sheet, type SheetRow } from '../schema';

/** A record longer than this has an open quotation mark somewhere, not an address. */
export const LONGEST_RECORD = 100_000;
// Rows of separators alone may follow the last row; they are read and left out.
const LAST_RECORD = MAX_ROWS * 2;

export type SheetRead = { sheet: Sheet } | { problem: Problem };

/** A CSV file as a header and the rows that hold something, or the sentence that says why there are none. */
export function readCsv(file: Uint8Array | string): SheetRead {
  const read = textOfFile(file);
  if ('problem' in read) return refusal(read.problem);
  const parsed = records(read.text);
  return 'problem' in parsed ? parsed : sheetOf(parsed.records);
}

/** Rows as a sheet; the first must hold the column names. Columns at the right end without a word in them are not there. */
export function sheetOf(read: SheetRow[]): SheetRead {
  const used = Math.max(0, ...inParts(read).map(widest));
  const rows = read.map(({ row, cells }) => ({ row, cells: cells.slice(0, used) }));
  const [header, ...body] = rows;
  if (!header || header.row > 1) return refusal('The first row is empty. It must hold the column names.');
  if (header.cells.length > MOST_COLUMNS) return refusal(tooWide(header.cells.length));
  const filled = body.filter(({ cells }) => cells.some((cell) => /\S/.test(cell)));
  if (filled.length > MAX_ROWS || body.length >= LAST_RECORD - 1) {
    return refusal(
      `The file has more than ${MAX_ROWS.toLocaleString('en-NG')} rows, the most for one import. Split it.`,
    );
  }
  return { sheet: { header: header.cells, rows: filled.map((one) => fitted(one, header.cells.length)) } };
}

const widest = (rows: SheetRow[]) => Math.max(...rows.map(({ cells }) => widthOf(cells)));

/** How many columns a row uses. */
export const widthOf = (cells: readonly string[]) => cells.findLastIndex((cell) => /\S/.test(cell)) + 1;

export const tooWide = (columns: number) =>
  `This file has ${columns.toLocaleString('en-NG')} columns; ${MOST_COLUMNS} are the most. Keep only the columns to import, and upload the file again.`;

function fitted({ row, cells }: SheetRow, width: number): SheetRow {
  const surplus = cells.slice(width).some((cell) => /\S/.test(cell));
  if (cells.length >= width && !surplus) return { row, cells };
  const misfit = `This row has ${cells.length} cells and the header has ${width}. Look for a missing or extra separator or quotation mark.`;
  return { row, cells, misfit };
}

/** The sheet without some of its rows, named as the spreadsheet numbers them. */
export function withoutRows({ header, rows }: Sheet, left: ReadonlySet<number>): Sheet {
  return { header, rows: rows.filter(({ row }) => !left.has(row)) };
}

/** What makes two files alike for the mapping of their columns: the header, however it is spelt; long ones by their sum, since it is a key. */
export function shapeOf(header: readonly string[]): string {
  const shape = header.map(squeezed).join('|');
  return shape.length <= LONGEST_SHAPE ? shape : createHash('sha256').update(shape).digest('hex');
}

const LONGEST_SHAPE = 600;

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
class TooWide extends Error {}

type Records = { records: SheetRow[] } | { problem: Problem };

function records(text: string): Records {
  try {
    const rows: SheetRow[] = [];
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
        if (rows.length === 0 && widthOf(cells) > MOST_COLUMNS) throw new TooWide(tooWide(widthOf(cells)));
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
    if (error instanceof TooWide) return refusal(error.message);
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

function refusal(message: string): { problem: Problem } {
  return { problem: { row: null, column: null, message } };
}
