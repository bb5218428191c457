import { expect, it } from 'vitest';
import { beginImportInput } from '@/lib/people/imports/office/schema';
import { attachment, safeFileName } from './file-names';

const turned = 'roll\u202Evsc.csv';

it.each([
  ['turns the line round', turned, 'rollvsc.csv'],
  ['isolates', '\u2066roll\u2069.csv', 'roll.csv'],
  ['is unseen', 'ro\u200Bll\u00AD\uFEFF.csv', 'roll.csv'],
  ['breaks the line', 'roll\r\n2026\u2028.csv', 'roll 2026 .csv'],
  ['names folders', '../..\\roll.csv', '.._.._roll.csv'],
  ['is half a letter', 'roll\uD800.csv', 'roll\uFFFD.csv'],
  ['is Yoruba', 'Ọládípọ̀.csv', 'Ọládípọ̀.csv'.normalize('NFC')],
])('a file name that %s', (_, name, safe) => {
  expect(safeFileName(name)).toBe(safe);
});

it('an import keeps the safe name, which its pages, its history and its failed rows show; a name without letters is refused', () => {
  const begin = (fileName: string) => beginImportInput.safeParse({ kind: 'students', fileName, size: 10 });
  expect(begin(turned)).toMatchObject({ success: true, data: { fileName: 'rollvsc.csv' } });
  expect(begin('\u202E')).toMatchObject({ success: false });
  expect(begin(`${'x'.repeat(300)}.csv`)).toMatchObject({ success: false });
});

it('a download has the name in plain letters and in full, and nothing else in its header', () => {
  expect(attachment('Ìwé "kẹta".pdf')).toBe(
    `attachment; filename="Iwe _keta_.pdf"; filename*=UTF-8''%C3%8Cw%C3%A9%20%22k%E1%BA%B9ta%22.pdf`,
  );
  expect(attachment('a\r\nSet-Cookie: x')).not.toMatch(/[\r\n]/);
  expect(attachment('../../x')).toContain('filename=".._.._x"');
  expect(attachment(turned)).toBe(`attachment; filename="rollvsc.csv"; filename*=UTF-8''rollvsc.csv`);
});
