import { stringify } from 'csv-stringify/sync';

// Some readers take a lone line break inside a cell for the end of a row: what follows would then begin a cell.
const formulaLine = /(?<=[\r\n\v\f\u0085\u2028\u2029])(?=[=+\-@\t＝＋－＠])/gu;

/**
 * Rows as a CSV file that spreadsheets open as text: RFC 4180, with a byte-order mark, and nothing that a spreadsheet
 * would take for a formula, on whatever line of a cell (ASVS V1.2.10).
 */
export function toCsv(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const safe = (cell: string | number) => (typeof cell === 'string' ? cell.replaceAll(formulaLine, "'") : cell);
  return stringify([header, ...rows].map((row) => row.map(safe)), {
    bom: true, escape_formulas: true, record_delimiter: 'windows', quoted_match: /[\r\n]/,
  });
}
