import path from 'node:path';
import Pdf from 'pdfkit';

export type Paper = InstanceType<typeof Pdf>;

/** Points: A4 is 595 × 842. */
export const A4 = { width: 595.28, height: 841.89 };

// The fonts inside PDF readers have no ẹ, ọ, ṣ or ₦.
const font = (folder: string, file: string) => path.join(process.cwd(), 'node_modules/@expo-google-fonts/noto-sans', folder, `${file}.ttf`);

/** Draws an A4 document with the fonts "plain" and "strong", and gives back its bytes. */
export async function drawPaper(title: string, draw: (paper: Paper) => Promise<void>): Promise<Uint8Array<ArrayBuffer>> {
  const plain = font('400Regular', 'NotoSans_400Regular');
  const paper = new Pdf({ size: 'A4', margin: 0, autoFirstPage: false, font: plain, info: { Title: title }, lang: 'en-NG' });
  paper.registerFont('plain', plain);
  paper.registerFont('strong', font('600SemiBold', 'NotoSans_600SemiBold'));
  const parts: Buffer[] = [];
  paper.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise((resolve, reject) => paper.once('end', resolve).once('error', reject));
  await draw(paper);
  paper.end();
  await ended;
  return new Uint8Array(Buffer.concat(parts));
}
