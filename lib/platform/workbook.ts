import writeWorkbook from 'write-excel-file/node';

export type WorkbookSheet = { name: string; header: readonly string[]; rows: readonly (readonly string[])[]; widths?: readonly number[] };

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Sheets as an Excel workbook. Every cell is text, so nothing is taken for a formula and no zero in front is lost. */
export async function toWorkbook(sheets: readonly WorkbookSheet[]): Promise<Uint8Array<ArrayBuffer>> {
  const written = sheets.map(({ name, header, rows, widths }) => ({
    sheet: name,
    data: [
      header.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
      ...rows.map((cells) => cells.map((value) => ({ value, type: String, format: '@' }))),
    ],
    columns: header.map((title, index) => ({ width: widths?.[index] ?? Math.max(12, title.length + 2) })),
    stickyRowsCount: 1,
  }));
  return new Uint8Array(await writeWorkbook(written).toBuffer());
}
