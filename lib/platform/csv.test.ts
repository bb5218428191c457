import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toCsv } from './csv';

const cell = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('=1+1', '+234', '-5', '@x', '\tx', '"', `'-`, 'a,b', 'line\nline', 'a\r=1+1', 'a\n-5', 'a\r\n@x', '\r=1', 'a\r\r\t+x', '\n\n＝1', 'Ọlá', '=HYPERLINK("http://evil")'));

it('what is exported reads back as it was, with an apostrophe before what a spreadsheet would run', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), (rows) => {
      const back = parse(toCsv(['one', 'two'], rows), { bom: true, from: 2, relax_column_count: true, skip_empty_lines: false }) as string[][];
      const escaped = (one: string) => one.replaceAll(/^(?=[=+\-@\t\r＝＋－＠])|(?<=[\r\n\v\f\u0085\u2028\u2029])(?=[=+\-@\t＝＋－＠])/gu, "'");
      expect(back).toEqual(rows.map((row) => row.map(escaped)));
      for (const row of back) for (const one of row) for (const line of one.split(/[\r\n]/)) expect(line).not.toMatch(/^[=+\-@\t＝＋－＠]/);
    }),
    { numRuns: 2_000 },
  );
});

it('a line break of any kind inside a cell stands between quotation marks, so that no reader takes it for a new row', () => {
  for (const mark of ['\r', '\n', '\r\n']) expect(toCsv(['one'], [[`a${mark}=1+1`]])).toBe(`\uFEFFone\r\n"a${mark}'=1+1"\r\n`);
});
