import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_ROWS, type Columns } from '../schema';
import { separatorOf } from '../sheets/rules';
import { readTable } from './rules';

const columns: Columns = { required: ['surname', 'first_name'], optional: ['address'], refused: ['password'] };
const messages = (text: string) => readTable(text, columns).problems.map(({ row, message }) => `${row ?? '-'} ${message}`);

describe('reading rows', () => {
  it('finds columns in any order and spelling', () => {
    const { rows } = readTable('Address;FIRST NAME;Sur-name\n"5; Market Street";Ṣadé;Bello\n', columns);
    expect(rows).toEqual([{ row: 2, cells: { address: '5; Market Street', first_name: 'Ṣadé', surname: 'Bello' } }]);
  });

  it('counts rows as the spreadsheet does, across blank lines and line breaks in cells', () => {
    const { rows } = readTable('surname,first_name,address\n\nBello,Ṣadé,"5 Market\nStreet"\n\nMusa,Fatima,\n', columns);
    expect(rows.map(({ row, cells }) => [row, cells.surname])).toEqual([[3, 'Bello'], [5, 'Musa']]);
  });

  it.each(['\n', '\r\n', '\r'])('reads lines that end in %j', (end) => {
    expect(readTable(['surname\tfirst_name', 'Bello\tṢadé', ''].join(end), columns).rows).toHaveLength(1);
  });

  it.each([['a,b;c,d', ','], ['a;b;c,d', ';'], ['a\tb\tc', '\t'], ['"x,y,z";b', ';'], ['alone', ',']])('sees the separator of %j', (line, mark) => {
    expect(separatorOf(`${line}\n1,2,3,4,5`)).toBe(mark);
  });

  it('mentions a column that nobody knows and goes on', () => {
    const table = readTable('surname,first_name,shoe size\nBello,Ṣadé,41\n', columns);
    expect(table.rows).toHaveLength(1);
    expect(table.warnings).toEqual([expect.objectContaining({ message: expect.stringContaining("'shoe size'") })]);
  });

  it('gives back whatever a spreadsheet wrote, for any cells', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.replaceAll('\0', ''));
    fc.assert(fc.property(
      fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), fc.constantFrom(',', ';', '\t'), fc.constantFrom('\n', '\r\n'),
      (rows, delimiter, end) => {
        const text = stringify([['surname', 'first_name'], ...rows], { delimiter, record_delimiter: end, quoted: true });
        const filled = rows.filter((cells) => cells.some((one) => /\S/.test(one)));
        const read = readTable(Buffer.from(text), columns);
        expect(read.rows.map(({ cells }) => [cells.surname, cells.first_name])).toEqual(filled);
      },
    ));
  });

  it('never throws, whatever the bytes are', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const table = readTable(bytes, columns);
      expect(table.rows.length + table.problems.length).toBeGreaterThan(0);
    }));
  });
});

describe('refusing a table', () => {
  it.each([
    ['a missing column', 'surname\nBello\n', /1 The column first_name is missing/],
    ['a column twice', 'surname,first_name,First Name\nBello,Ṣadé,Ṣadé\n', /1 The column first_name is there more than once/],
    ['a column that hands out rights', 'surname,first_name,Password\nBello,Ṣadé,x\n', /1 The column 'Password' cannot be imported/],
    ['no rows', 'surname,first_name\n', /- The file has column names but no rows/],
    ['a blank first row', '\nsurname,first_name\nBello,Ṣadé\n', /- The first row is empty/],
    ['an open quotation mark', 'surname,first_name\nBello,Ṣadé\nMusa,"Fatima\nObi,Uche\n', /3 A quotation mark is opened here/],
    ['an open mark before a closed one', 'surname,first_name\nMusa,"Fatima\nObi,"Uche"\n', /2 The quotation marks of this row/],
    ['a mark inside a word', 'surname,first_name\nMusa,Fa"ti"ma\n', /2 The quotation marks of this row/],
    ['a short row', 'surname,first_name\nMusa\n', /2 This row has 1 cells and the header has 2/],
    ['nothing but short rows', `surname,first_name\n${'Musa\n'.repeat(1_100)}`, /- More than 1,000 rows do not have as many cells/],
    ['a long row', 'surname,first_name\nMusa,Fatima,Abuja\n', /2 This row has 3 cells and the header has 2/],
  ])('says where: %s', (_, text, sentence) => {
    expect(messages(text)).toEqual([expect.stringMatching(sentence)]);
  });

  it('reads 50,000 rows and refuses one more', () => {
    const rows = (count: number) => `surname,first_name\n${'Bello,Ṣadé\n'.repeat(count)}`;
    expect(readTable(rows(MAX_ROWS), columns).rows).toHaveLength(MAX_ROWS);
    expect(messages(rows(MAX_ROWS + 1))).toEqual([expect.stringContaining('more than 50,000 rows')]);
  });

  it('finds a row behind a desert of blank lines, and refuses a desert of separators', () => {
    const { rows } = readTable(`surname,first_name\n${'\n'.repeat(200_000)}Bello,Ṣadé\n`, columns);
    expect(rows.map(({ row }) => row)).toEqual([200_002]);
    expect(messages(`surname,first_name\n${',\n'.repeat(MAX_ROWS * 2)}Bello,Ṣadé\n`)).toHaveLength(1);
  });
});
