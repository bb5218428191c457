import path from 'node:path';
import Pdf from 'pdfkit';

export type Paper = InstanceType<typeof Pdf>;

/** Points: A4 is 595 × 842. */
export const A4 = { width: 595.28, height: 841.89 };

const font = (folder: string, file: string) => path.join(process.cwd(), 'node_modules/@expo-google-fonts/noto-sans', folder, `${file}.ttf`);

/**
 * The fonts inside PDF readers have no ẹ, ọ, ṣ or ₦. Named by their files, because a document opens a font that was
 * registered under another name anew on every use.
 */
export const fonts = { plain: font('400Regular', 'NotoSans_400Regular'), strong: font('600SemiBold', 'NotoSans_600SemiBold') };

/** A picture that is stored once in a document, however often it is drawn. */
export type PaperImage = Parameters<Paper['image']>[0];

/** Reads a PNG or JPEG into a document. */
export const openImage = (paper: Paper, bytes: Buffer): PaperImage => (paper as Paper & { openImage: (bytes: Buffer) => PaperImage }).openImage(bytes);

/** Draws an A4 document and gives back its bytes. */
export async function drawPaper(title: string, draw: (paper: Paper) => Promise<void>): Promise<Uint8Array<ArrayBuffer>> {
  const paper = new Pdf({ size: 'A4', margin: 0, autoFirstPage: false, font: fonts.plain, info: { Title: title }, lang: 'en-NG' });
  const parts: Buffer[] = [];
  paper.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise((resolve, reject) => paper.once('end', resolve).once('error', reject));
  await draw(paper);
  paper.end();
  await ended;
  return new Uint8Array(Buffer.concat(parts));
}
