import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toCsv } from './csv';

const cell = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('=1+1', '+234', '-5', '@x', '\tx', '"', `'-`, 'a,b', 'line\nline', 'Ọlá', '=HYPERLINK("http://evil")'));

it('what is exported reads back as it was, with an apostrophe before what a spreadsheet would run', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), (rows) => {
      const back = parse(toCsv(['one', 'two'], rows), { bom: true, from: 2, relax_column_count: true, skip_empty_lines: false }) as string[][];
      const escaped = (one: string) => (/^[=+\-@\t\r＝＋－＠]/u.test(one) ? `'${one}` : one);
      expect(back).toEqual(rows.map((row) => row.map(escaped)));
      for (const row of back) for (const one of row) expect(one).not.toMatch(/^[=+\-@\t\r]/);
    }),
    { numRuns: 2_000 },
  );
});
