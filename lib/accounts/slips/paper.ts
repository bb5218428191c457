import { setImmediate as otherWork } from 'node:timers/promises';
import { toBuffer as qrCode } from 'qrcode';
import { A4, drawPaper, fonts, openImage, type Paper, type PaperImage } from '@/lib/platform/paper';
import type { PrintedSlip } from './commands';

const COLUMNS = 2;
const ROWS = 4;
const slip = { width: A4.width / COLUMNS, height: A4.height / ROWS, margin: 22 };

type Words = { schoolName: string; address: string };

/** Sign-in slips to cut apart, eight on a page: name, username, first password, and the way to the sign-in page. */
export async function drawSlips(slips: readonly PrintedSlip[], words: Words): Promise<Uint8Array<ArrayBuffer>> {
  const picture = await qrCode(`${words.address}/sign-in`, { errorCorrectionLevel: 'M', margin: 0, scale: 6 });
  return drawPaper('Sign-in slips', async (paper) => {
    // Opened once: a picture given as bytes would be read and stored again on every slip.
    const qr = openImage(paper, picture);
    for (const [index, one] of slips.entries()) {
      const place = index % (COLUMNS * ROWS);
      if (place === 0) {
        // A school's worth takes seconds; others are answered between the pages.
        await otherWork();
        paper.addPage();
        cutLines(paper);
      }
      drawSlip(paper, { x: (place % COLUMNS) * slip.width, y: Math.floor(place / COLUMNS) * slip.height }, { one, words, qr });
    }
  });
}

function cutLines(paper: Paper): void {
  paper.lineWidth(0.5).strokeColor('#999999').dash(3, {});
  paper.moveTo(slip.width, 0).lineTo(slip.width, A4.height).stroke();
  for (let row = 1; row < ROWS; row += 1) paper.moveTo(0, row * slip.height).lineTo(A4.width, row * slip.height).stroke();
  paper.undash();
}

function drawSlip(paper: Paper, at: { x: number; y: number }, { one, words, qr }: { one: PrintedSlip; words: Words; qr: PaperImage }): void {
  const x = at.x + slip.margin;
  const width = slip.width - 2 * slip.margin;
  const line = (font: 'plain' | 'strong', size: number, text: string, y: number, colour = '#000000') =>
    paper.font(fonts[font]).fontSize(size).fillColor(colour).text(text, x, at.y + y, { width, height: size * 1.5, ellipsis: true, lineBreak: true });
  line('plain', 8.5, words.schoolName, 18, '#444444');
  line('strong', 13, one.name, 32);
  line('plain', 8.5, one.about, 51, '#444444');
  line('plain', 8.5, 'Username', 72, '#444444');
  line('strong', 12, one.username, 82);
  line('plain', 8.5, 'First password', 102, '#444444');
  line('strong', 13, one.password, 112);
  paper.image(qr, at.x + slip.width - slip.margin - 62, at.y + 72, { width: 62 });
  line('plain', 8.5, words.address, 142);
  line('plain', 7.5, 'The password works once. After signing in you choose your own.', 156, '#444444');
}
