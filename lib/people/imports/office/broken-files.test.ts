import { gzipSync } from 'node:zlib';
import writeWorkbook from 'write-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { check, testStore, upload, type Office } from '@/tests/support/imports';
import { checksums, emptySchool } from '@/tests/support/imports-school';
import { count, signedIn } from '@/tests/support/people';
import type { ImportKind } from '../kinds/rules';

let db: TestDatabase;
let store: Awaited<ReturnType<typeof testStore>>;
let office: Office;
let before: Record<string, string>;
beforeAll(async () => {
  store = await testStore();
  db = await testDatabase();
  office = await emptySchool();
  before = await checksums();
});
afterAll(async () => {
  expect(await count('operations', "action = 'people.commit-import'")).toBe(0);
  await db.close();
  await store.stop();
});

const header = 'surname,first_name,gender,date_of_birth,class_level,class_arm';
const zara = 'Musa,Zara,Female,2015-08-04,JSS 1,A';
const file = (...rows: string[]) => [header, ...rows, ''].join('\n');
const withCell = (column: string, text: string) =>
  file(header.split(',').map((name, index) => (name === column ? `"${text.replaceAll('"', '""')}"` : zara.split(',')[index])).join(','));
const withMore = (columns: string, cells: string) => `${header},${columns}\n${zara},${cells}\n`;
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const staffRow = (role: string) => `surname,first_name,gender,phone,role\nMusa,Zara,Female,08031112222,${role}\n`;

/** A zip whose directory says this much comes out of it. */
function zipSaying(unpacked: number, name: string): Buffer {
  const entry = Buffer.alloc(46 + name.length);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt32LE(unpacked, 24);
  entry.writeUInt16LE(name.length, 28);
  entry.write(name, 46);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(4, 16);
  return Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), entry, end]);
}

const columnsOf = (count: number) => Array.from({ length: count }, (_, index) => `c${index}`);
const wide = (count: number) => `${columnsOf(count).join(',')}\n`.repeat(2);
const workbook = (rows: string[][]) => writeWorkbook(rows).toBuffer();

type Broken = { what: string; bytes: string | Uint8Array | (() => Promise<Uint8Array>); says: string; name?: string; kind?: ImportKind };

const broken: Broken[] = [
  { what: 'nothing at all', bytes: '', says: 'The file is empty.' },
  { what: 'only blanks', bytes: ' \n\n \n', says: 'The file is empty.' },
  { what: 'only a byte-order mark', bytes: '\uFEFF', says: 'The file is empty.' },
  { what: 'another ending', bytes: file(zara), name: 'students.txt', says: 'Choose a CSV file (.csv) or an Excel workbook (.xlsx).' },
  { what: 'a program', bytes: file(zara), name: 'students.csv.exe', says: 'Choose a CSV file' },
  { what: 'more than 10 MB', bytes: 'x'.repeat(10 * 1024 * 1024 + 1), says: 'more than 10 MB' },
  { what: 'Western letters (Latin-1)', bytes: latin1(file(zara.replace('Zara', 'Zára'))), says: 'The letters of this file are not UTF-8 (first in line 2)' },
  { what: 'a damaged UTF-16', bytes: Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41]), says: 'The file is damaged' },
  { what: 'bytes that are no text', bytes: Buffer.from(`${header}\n\0\0`), says: 'This is not a text file' },
  { what: 'a PDF by another name', bytes: Buffer.from('%PDF-1.7 …'), says: 'This is a PDF' },
  { what: 'a photo by another name', bytes: Buffer.from([0xff, 0xd8, 0xff, 0xe0]), says: 'This is a picture' },
  { what: 'an old Excel workbook', bytes: Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), says: 'This is an old Excel workbook' },
  { what: 'a compressed file', bytes: gzipSync(file(zara)), says: 'This is a compressed file' },
  { what: 'a zip that is renamed', bytes: zipSaying(10, 'photos/1.jpg'), name: 'students.csv', says: 'This is a zip file, not an Excel workbook' },
  { what: 'a zip bomb', bytes: zipSaying(2 ** 31, 'xl/workbook.xml'), name: 'students.xlsx', says: 'far too large when unpacked' },
  { what: 'a workbook cut short', bytes: async () => (await workbook([header.split(','), zara.split(',')])).subarray(0, 900), name: 'cut.xlsx', says: 'This zip file is damaged' },
  { what: 'a workbook with an empty sheet', bytes: () => workbook([['']]), name: 'empty.xlsx', says: 'The first row is empty' },
  { what: 'a workbook with a wrong cell', bytes: () => workbook([header.split(','), zara.replace('2015-08-04', 'soon').split(',')]), name: 'date.xlsx', says: "row 2, date_of_birth: 'soon' is not a date" },
  { what: 'a web page', bytes: '<!DOCTYPE html><table><tr><td>surname</td></tr></table>', says: 'This is a web page' },
  { what: 'a blank first row', bytes: `\n${file(zara)}`, says: 'The first row is empty' },
  { what: 'no rows', bytes: `${header}\n`, says: 'The file has column names but no rows' },
  { what: 'no column names', bytes: `${zara}\n${zara}\n`, says: 'Say which column holds' },
  { what: 'a missing column', bytes: 'surname,first_name,gender,class_level,class_arm\nMusa,Zara,Female,JSS 1,A\n', says: 'Say which column holds Date of birth.' },
  { what: 'another list in place of the roll', bytes: 'surname,first_name,gender,phone\nMusa,Zara,Female,08031112222\n', says: 'Say which column holds Date of birth' },
  { what: 'a role', bytes: withMore('role', 'super-admin'), says: "The column 'role' cannot be imported" },
  { what: 'a password', bytes: withMore('Pass word', 'letmein'), says: "The column 'Pass word' cannot be imported" },
  { what: 'a column that says who is admin', bytes: withMore('Is_Admin', 'yes'), says: "The column 'Is_Admin' cannot be imported" },
  { what: 'a super admin in the staff list', bytes: staffRow('super admin'), kind: 'staff', says: 'is not a role a file can give' },
  { what: 'an open quotation mark', bytes: file(zara, 'Obi,"Uche,Male,2015-08-04,JSS 1,A'), says: 'row 3: A quotation mark is opened here and never closed.' },
  { what: 'a mark inside a word', bytes: file('Mu"s"a,Zara,Female,2015-08-04,JSS 1,A'), says: 'row 2: The quotation marks of this row do not pair up.' },
  { what: 'two separators in one file', bytes: `${header.replaceAll(',', ';')}\n${zara}\n`, says: 'row 2: This row has 1 cells and the header has 6' },
  { what: 'a row too short', bytes: file('Musa,Zara'), says: 'row 2: This row has 2 cells and the header has 6' },
  { what: 'a row too long', bytes: file(`${zara},Abuja`), says: 'row 2: This row has 7 cells and the header has 6' },
  { what: '50,001 rows', bytes: file(...Array.from({ length: 50_001 }, () => zara)), says: 'The file has more than 50,000 rows' },
  { what: 'a desert of separators', bytes: `${header}\n${',,,,,\n'.repeat(100_000)}`, says: 'The file has more than 50,000 rows' },
  { what: '10,000 columns', bytes: wide(10_000), says: 'This file has 10,000 columns; 60 are the most.' },
  { what: 'a workbook of 10,000 columns', bytes: () => workbook([columnsOf(10_000), columnsOf(10_000)]), name: 'wide.xlsx', says: 'This file has 10,000 columns; 60 are the most.' },
  { what: 'a row that is wider than the header of its workbook', bytes: () => workbook([header.split(','), columnsOf(500)]), name: 'row.xlsx', says: 'This file has 500 columns; 60 are the most.' },
  { what: 'a cell of a workbook without end', bytes: () => workbook([header.split(','), [...zara.split(','), ...Array.from({ length: 4 }, () => 'x'.repeat(30_000))]]), name: 'long.xlsx', says: 'row 2: This row is far too long' },
  { what: 'a small workbook that says the same long text everywhere', bytes: () => workbook([header.split(','), ...Array.from({ length: 900 }, () => ['x'.repeat(30_000)])]), name: 'same.xlsx', says: 'This workbook holds more than 20 MB of text' },
  { what: 'a formula for a name', bytes: withCell('surname', '=HYPERLINK("http://x")'), says: 'looks like a spreadsheet formula' },
  { what: 'a formula behind an apostrophe', bytes: withCell('surname', "'@SUM(1)"), says: 'looks like a spreadsheet formula' },
  { what: 'letters that turn the line round', bytes: withCell('surname', 'Mu\u202Esa'), says: 'row 2, surname:' },
  { what: 'letters that nobody sees', bytes: withCell('surname', 'Mu\u200Bsa'), says: 'row 2, surname:' },
  { what: 'a day that is not', bytes: withCell('date_of_birth', '31/02/2015'), says: "'31/02/2015' is not a date" },
  { what: 'the month first', bytes: withCell('date_of_birth', '08/31/2015'), says: 'Write it as 2015-08-04 or 04/08/2015 (day first)' },
  { what: 'a birthday to come', bytes: withCell('date_of_birth', '2035-08-04'), says: 'The date of birth is in the future.' },
  { what: 'a student of 60', bytes: withCell('date_of_birth', '1965-08-04'), says: 'The student would be' },
  { what: 'no gender', bytes: withCell('gender', 'x'), says: "'x' is not Female or Male" },
  { what: 'a level the school has not', bytes: withCell('class_level', 'Grade 9'), says: 'row 2, class_level:' },
  { what: 'an arm the level has not', bytes: withCell('class_arm', 'Z'), says: 'row 2, class_arm:' },
  { what: 'the same number twice', bytes: `${header},admission_number\n${zara},A/1\n${zara.replace('Zara', 'Ayo')},a/1\n`, says: 'row 3, admission_number: The same number is in row 2.' },
  { what: 'the same child twice', bytes: file(zara, zara), says: 'row 3, surname: Musa Zara, born on the same day, is already in row 2.' },
  { what: 'a guardian nobody can reach', bytes: withMore('guardian1_relationship,guardian1_surname,guardian1_first_name', 'mother,Musa,Hauwa'), says: 'Write a phone number or an e-mail address' },
  { what: 'a phone number of letters', bytes: withMore('guardian1_relationship,guardian1_surname,guardian1_first_name,guardian1_phone', 'mother,Musa,Hauwa,call me'), says: "'call me' is not a phone number" },
  { what: 'a phone number a spreadsheet has shortened', bytes: withMore('guardian1_relationship,guardian1_surname,guardian1_first_name,guardian1_phone', 'mother,Musa,Hauwa,8.03E+09'), says: 'The spreadsheet has shortened this number' },
];

/** Everything the office is told about a file, in the order of the screens. */
async function told({ bytes, name, kind }: Broken): Promise<string> {
  // A sign-in of its own for each: nobody uploads fifty files in a minute.
  const clerk = { id: office.id, caller: await signedIn(office) };
  const content = typeof bytes === 'function' ? await bytes() : bytes;
  try {
    const read = await upload(clerk, { kind: kind ?? 'students', name: name ?? 'students.csv', bytes: content });
    if (read.state === 'failed') return read.problem;
    const checked = await check(clerk, read);
    const problems = checked.findings?.problems ?? [];
    return [checked.problem, ...problems.map(({ row, column, message }) => `${[row ? `row ${row}` : '', column].filter(Boolean).join(', ')}: ${message}`)].join('\n');
  } catch (error) {
    return (error as Error).message;
  }
}

describe('a broken file is told in one sentence, and nothing is written', () => {
  it.each(broken)('$what', async (one) => {
    expect(await told(one)).toContain(one.says);
  });

  it(`all ${broken.length} of them left the school as it was`, async () => {
    expect(broken.length).toBeGreaterThanOrEqual(30);
    expect(await checksums()).toEqual(before);
  });
});
