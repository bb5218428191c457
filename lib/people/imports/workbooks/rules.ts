import readWorkbook from 'read-excel-file/node';
import { inParts } from '../rules';
import { MAX_MEGABYTES, MOST_COLUMNS, type SheetRow } from '../schema';
import { LONGEST_RECORD, sheetOf, tooWide, widthOf, type SheetRead } from '../sheets/rules';

const MOST_UNPACKED = 200 * 1024 * 1024;

/** Whether these bytes are a zip file, which a workbook is. */
export const isZip = (file: Uint8Array) => file[0] === 0x50 && file[1] === 0x4b && file[2] === 0x03 && file[3] === 0x04;

/** The first sheet of an Excel workbook. Numbers are read as they are stored, dates as 2015-08-04. */
export async function readXlsx(file: Uint8Array): Promise<SheetRead> {
  const entries = entriesOf(file);
  if (!entries) return refusal('This zip file is damaged. Save the workbook again and upload it.');
  if (!entries.names.includes('xl/workbook.xml')) return refusal('This is a zip file, not an Excel workbook. Upload the workbook or CSV file that is inside.');
  if (entries.unpacked > MOST_UNPACKED) return refusal('This workbook is far too large when unpacked. Save only the sheet with the people in it.');
  try {
    const sheets = await readWorkbook(Buffer.from(file), { parseNumber: plainNumber, trim: false });
    return textsOf(sheets[0]?.data ?? []);
  } catch {
    return refusal('This Excel workbook is damaged. Open it in the spreadsheet, save it again as .xlsx and upload it.');
  }
}

// Stored as "8031234567" or "8.031234567E9".
const plainNumber = (stored: string) => (/e/i.test(stored) ? BigInt(Math.round(Number(stored))).toString() : stored);

function textOf(cell: unknown): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return cell === null || cell === undefined ? '' : String(cell);
}

/** Cells may point at one shared text, so a small workbook can hold far more than its size says. */
function textsOf(rows: readonly (readonly unknown[])[]): SheetRead {
  let characters = 0;
  const read: SheetRow[] = [];
  for (const [index, cells] of rows.entries()) {
    const texts = cells.map(textOf);
    const length = texts.reduce((sum, text) => sum + text.length, 0);
    characters += length;
    if (length > LONGEST_RECORD) return refusal('This row is far too long. Look at its cells.', index + 1);
    if (characters > MAX_MEGABYTES * 1024 * 1024) return refusal(`This workbook holds more than ${MAX_MEGABYTES} MB of text. Split it.`);
    read.push({ row: index + 1, cells: texts.slice(0, widthOf(texts)) });
  }
  const width = Math.max(0, ...inParts(read).map((part) => Math.max(...part.map(({ cells }) => cells.length))));
  if (width > MOST_COLUMNS) return refusal(tooWide(width));
  // A workbook does not store empty cells, so its rows are as wide as the widest.
  return sheetOf(read.map(({ row, cells }) => ({ row, cells: Array.from({ length: width }, (_, column) => cells[column] ?? '') })));
}

/** What the directory at the end of a zip file says: names, and the size of everything unpacked. */
function entriesOf(file: Uint8Array): { names: string[]; unpacked: number } | null {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > bytes.length) return null;
  const names: string[] = [];
  let unpacked = 0;
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) return null;
    unpacked += bytes.readUInt32LE(at + 24);
    const nameLength = bytes.readUInt16LE(at + 28);
    names.push(bytes.toString('utf8', at + 46, at + 46 + nameLength));
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return { names, unpacked };
}

function refusal(message: string, row: number | null = null): SheetRead {
  return { problem: { row, column: null, message } };
}
