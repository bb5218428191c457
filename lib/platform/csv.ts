import { stringify } from 'csv-stringify/sync';

/**
 * Rows as a CSV file that spreadsheets open as text: RFC 4180, with a byte-order mark, and nothing that a spreadsheet
 * would take for a formula (ASVS V1.2.10).
 */
export function toCsv(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return stringify([header, ...rows], { bom: true, escape_formulas: true, record_delimiter: 'windows' });
}
