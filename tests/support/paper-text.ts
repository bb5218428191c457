import { inflateSync } from 'node:zlib';

/** The words on a PDF that pdfkit drew, in the order of drawing, as a reader would copy them. */
export function textOfPaper(pdf: Buffer): string[] {
  const objects = new Map<string, string>();
  const raw = pdf.toString('latin1');
  for (const [, id, body] of raw.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) objects.set(id ?? '', body ?? '');
  const fonts = new Map<string, Map<string, string>>();
  for (const body of objects.values()) {
    for (const [, name, id] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const unicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id ?? '') ?? '')?.[1];
      if (name && unicode && !fonts.has(name)) fonts.set(name, charactersOf(streamOf(objects.get(unicode) ?? '')));
    }
  }
  return [...objects.values()].filter((body) => /stream\n/.test(body) && !/\/Subtype|\/Length1/.test(body)).flatMap((body) => words(streamOf(body), fonts));
}

function streamOf(body: string): string {
  const start = body.indexOf('stream\n') + 'stream\n'.length;
  const bytes = Buffer.from(body.slice(start, body.lastIndexOf('\nendstream')), 'latin1');
  return body.includes('/FlateDecode') ? inflateSync(bytes).toString('latin1') : bytes.toString('latin1');
}

/** What each glyph of a font stands for, by its four hexadecimal digits. */
function charactersOf(cmap: string): Map<string, string> {
  const characters = new Map<string, string>();
  for (const [, first, list] of cmap.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/gi)) {
    [...(list ?? '').matchAll(/<([0-9a-f ]*)>/gi)].forEach(([, code], index) => {
      const glyph = (parseInt(first ?? '0', 16) + index).toString(16).padStart(4, '0');
      characters.set(glyph, Buffer.from((code ?? '').replaceAll(' ', ''), 'hex').swap16().toString('utf16le'));
    });
  }
  return characters;
}

/** One entry per text: a letter with a mark above it is drawn in several strokes. */
function words(page: string, fonts: ReadonlyMap<string, Map<string, string>>): string[] {
  return [...page.matchAll(/BT\n([\s\S]*?)\nET/g)].map(([, text]) => {
    let font: Map<string, string> | undefined;
    let said = '';
    for (const [, name, drawn] of (text ?? '').matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
      if (name) font = fonts.get(name);
      else said += [...(drawn ?? '').matchAll(/<([0-9a-f]+)>/gi)].flatMap(([, run]) => (run ?? '').match(/.{4}/g) ?? []).map((glyph) => font?.get(glyph.toLowerCase()) ?? '').join('');
    }
    return said;
  });
}
