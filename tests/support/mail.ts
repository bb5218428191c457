import { createServer, type Socket } from 'node:net';

export type Caught = { to: string; from: string; subject: string; text: string };

/** A mail server that keeps what it is given; with `refuse` it answers that it cannot take it now. */
export async function catchMail(port = 0) {
  const letters: Caught[] = [];
  const state = { refuse: false };
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    talk(socket, () => state.refuse, (raw) => letters.push(readLetter(raw)));
  });
  await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  return {
    letters,
    state,
    port: typeof address === 'object' && address ? address.port : port,
    close: () => {
      for (const socket of open) socket.destroy();
      return new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}

/** As much of RFC 5321 as a mail client needs. */
function talk(socket: Socket, refuses: () => boolean, keep: (raw: string) => void): void {
  let input = '';
  let isData = false;
  const say = (line: string) => socket.write(`${line}\r\n`);
  const answers: Record<string, () => void> = {
    EHLO: () => say('250 catcher'),
    MAIL: () => say(refuses() ? '451 not now' : '250 ok'),
    DATA: () => {
      isData = true;
      say('354 go on');
    },
    STAR: () => say('502 no TLS here'),
    QUIT: () => socket.end('221 bye\r\n'),
  };
  say('220 catcher');
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    input += chunk.toString('latin1');
    for (let end = input.indexOf(isData ? '\r\n.\r\n' : '\r\n'); end >= 0; end = input.indexOf(isData ? '\r\n.\r\n' : '\r\n')) {
      const part = input.slice(0, end);
      input = input.slice(end + (isData ? 5 : 2));
      if (isData) {
        isData = false;
        keep(part.replaceAll('\r\n..', '\r\n.'));
        say('250 kept');
      } else (answers[part.slice(0, 4).toUpperCase()] ?? (() => say('250 ok')))();
    }
  });
}

/** A plain-text letter as it travels, read back. */
export function readLetter(raw: string): Caught {
  const [head = '', body = ''] = raw.split(/\r?\n\r?\n([\s\S]*)/);
  const headers = new Map(head.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/).map((line) => {
    const at = line.indexOf(':');
    return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()] as const;
  }));
  const header = (name: string) => decodeWords(headers.get(name) ?? '');
  const bytes = headers.get('content-transfer-encoding') === 'base64' ? Buffer.from(body, 'base64') : unquote(body.replaceAll(/=\r?\n/g, ''));
  return { to: header('to'), from: header('from'), subject: header('subject'), text: bytes.toString('utf8').replaceAll('\r\n', '\n') };
}

const unquote = (text: string) => Buffer.from(text.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))), 'latin1');

/** RFC 2047. */
const decodeWords = (text: string) =>
  text.replaceAll(/\?=\s+=\?/g, '?==?').replaceAll(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
    (kind.toUpperCase() === 'B' ? Buffer.from(word, 'base64') : unquote(word.replaceAll('_', ' '))).toString('utf8'));
