import { describe, expect, it } from 'vitest';
import { textOfFile } from './rules';

const names = 'surname,first_name\nỌládípọ̀,Bọ́lájí\n';

function utf16(text: string, order: 'le' | 'be'): Buffer {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

describe('a file that is text', () => {
  it.each([
    ['UTF-8', Buffer.from(names)],
    ['UTF-8 with a byte-order mark', Buffer.from(`\uFEFF${names}`)],
    ['UTF-16 as Excel on Windows writes it', utf16(names, 'le')],
    ['UTF-16 in the other order', utf16(names, 'be')],
  ])('keeps every accent of Ọládípọ̀ from %s', (_, bytes) => {
    expect(textOfFile(bytes)).toEqual({ text: names });
  });
});

describe('a file that is not', () => {
  it.each([
    ['a renamed workbook', Buffer.from('PK\x03\x04[Content_Types].xml'), /Excel workbook/],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), /old Excel/],
    ['a PDF', Buffer.from('%PDF-1.7'), /PDF/],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47]), /picture/],
    ['a gzip', Buffer.from([0x1f, 0x8b, 8]), /compressed/],
    ['a web page', Buffer.from('<!DOCTYPE html><html>'), /web page/],
    ['a program', Buffer.from('MZ\0\0'), /not a text file/],
    ['UTF-16 without its mark', Buffer.from(names, 'utf16le'), /not a text file|not UTF-8/],
    ['half a UTF-16 character', Buffer.concat([utf16(names, 'le'), Buffer.from([65])]), /damaged/],
    ['nothing', Buffer.alloc(0), /empty/],
    ['blank lines', Buffer.from('\n \r\n\t\n'), /empty/],
    ['21 MB', Buffer.alloc(21 * 1024 * 1024, 'a'), /21\.0 MB.*20 MB/],
  ])('is refused with a sentence: %s', (_, bytes, sentence) => {
    expect(textOfFile(bytes)).toEqual({ problem: expect.stringMatching(sentence) });
  });

  it('names the line of the first letter that is not UTF-8', () => {
    const latin = Buffer.concat([Buffer.from('surname\nBello\nAd'), Buffer.from([0xe9]), Buffer.from('bayo\n')]);
    expect(textOfFile(latin)).toEqual({ problem: expect.stringContaining('line 3') });
  });
});
