// Spreadsheets save text in several encodings and sometimes no text at all; whatever is not certain is refused.
import { MAX_MEGABYTES } from '../schema';

export type FileText = { text: string } | { problem: string };

const howToSave = 'In the spreadsheet choose “Save as” and then “CSV UTF-8 (comma delimited)”.';

const notText: { name: string; starts: readonly number[] }[] = [
  { name: 'an Excel workbook (or a zip file)', starts: [0x50, 0x4b, 0x03, 0x04] },
  { name: 'an empty zip file', starts: [0x50, 0x4b, 0x05, 0x06] },
  { name: 'an old Excel workbook', starts: [0xd0, 0xcf, 0x11, 0xe0] },
  { name: 'a PDF', starts: [0x25, 0x50, 0x44, 0x46] },
  { name: 'a compressed file', starts: [0x1f, 0x8b] },
  { name: 'a picture', starts: [0x89, 0x50, 0x4e, 0x47] },
  { name: 'a picture', starts: [0xff, 0xd8, 0xff] },
];

/** The text of an uploaded CSV file, or the sentence that says why there is none. */
export function textOfFile(file: Uint8Array | string): FileText {
  const size = typeof file === 'string' ? Buffer.byteLength(file) : file.byteLength;
  if (size > MAX_MEGABYTES * 1024 * 1024) {
    const megabytes = (size / 1024 / 1024).toFixed(1);
    return {
      problem: `The file has ${megabytes} MB; at most ${MAX_MEGABYTES} MB can be imported at once. Split it.`,
    };
  }
  const read = typeof file === 'string' ? { text: file.replace(/^\uFEFF/, '') } : decoded(file);
  return 'problem' in read ? read : checked(read.text);
}

function decoded(file: Uint8Array): FileText {
  const kind = notText.find(({ starts }) => starts.every((byte, index) => file[index] === byte));
  if (kind) return { problem: `This is ${kind.name}, not a CSV file. ${howToSave}` };
  const [first, second] = file;
  if (first === 0xff && second === 0xfe) return decodedAs('utf-16le', file);
  if (first === 0xfe && second === 0xff) return decodedAs('utf-16be', file);
  return decodedAs('utf-8', file);
}

function decodedAs(encoding: 'utf-8' | 'utf-16le' | 'utf-16be', file: Uint8Array): FileText {
  try {
    // A byte-order mark is dropped by the decoder.
    return { text: new TextDecoder(encoding, { fatal: true }).decode(file) };
  } catch {
    if (encoding !== 'utf-8')
      return { problem: `The file is damaged: it says UTF-16 and is not. ${howToSave}` };
    const readable = new TextDecoder(encoding).decode(file);
    const row = readable.slice(0, readable.indexOf('\uFFFD')).split('\n').length;
    return {
      problem: `The letters of this file are not UTF-8 (first in line ${row}), so names would be spoilt. ${howToSave}`,
    };
  }
}

function checked(text: string): FileText {
  if (text.includes('\0')) return { problem: `This is not a text file. ${howToSave}` };
  if (!text.isWellFormed()) return { problem: `The file is damaged: it has broken characters. ${howToSave}` };
  if (/^\s*<(!doctype|html|\?xml)/i.test(text))
    return { problem: `This is a web page, not a CSV file. ${howToSave}` };
  return /\S/.test(text) ? { text } : { problem: 'The file is empty.' };
}
