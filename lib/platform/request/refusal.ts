import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { ActionResult } from '../errors';
import { securityHeaders } from '../headers';
import type { Refusal } from './inspect';

const MOST_DISCARDED = 1024 * 1024;
const UNREAD_MS = 3_000;
const MOST_UNREAD = 50;
const unread = new Set<Socket>();

/** Answers for the framework: a small page for people, the answer of the action for our own forms, problem+json for programs. */
export function refuse(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
  const { type, body } = bodyFor(request, refusal);
  const headers = { ...securityHeaders({ nonce: 'none' }), 'content-type': type, 'content-length': Buffer.byteLength(body) };
  // A browser reads an answer when its whole form is sent, so the rest of a form of ordinary size is read and thrown away.
  if (Number(request.headers['content-length'] ?? 0) <= MOST_DISCARDED) {
    response.writeHead(refusal.status, headers);
    response.end(body);
    // What was announced and never comes.
    if (!request.complete) request.setTimeout(UNREAD_MS, () => request.socket.destroy());
    return;
  }
  // Of a larger one nothing is read: the sender waits. A browser looks for the answer when its connection then ends.
  response.writeHead(refusal.status, { ...headers, connection: 'close' });
  if (request.method === 'HEAD') response.flushHeaders();
  else response.write(body);
  endLater(request.socket);
}

/** Ends a connection whose answer is on its way; when there are too many of them, the oldest ends at once. */
function endLater(socket: Socket): void {
  const [oldest] = unread;
  if (oldest && unread.size >= MOST_UNREAD) end(oldest);
  unread.add(socket);
  setTimeout(() => end(socket), UNREAD_MS).unref();
}

function end(socket: Socket): void {
  unread.delete(socket);
  socket.destroy();
}

/** An action's answer as the framework writes it: anything else would replace the whole page by that of an error. */
const asResult = (result: ActionResult<never>) => `0:{"a":"$@1"}\n1:${JSON.stringify(result)}\n`;

function bodyFor({ url = '', headers }: IncomingMessage, { status, title, sentence, inPlace }: Refusal): { type: string; body: string } {
  if (url.startsWith('/api/')) {
    return { type: 'application/problem+json', body: JSON.stringify({ type: 'about:blank', title: 'INVALID', status, detail: sentence }) };
  }
  if (headers['next-action'] !== undefined) return { type: 'text/x-component', body: asResult({ ok: false, code: 'INVALID', message: inPlace }) };
  const body = `<!doctype html>
<html lang="en-NG">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title}</title>
    <link rel="stylesheet" href="/offline.css" />
  </head>
  <body>
    <main>
      <h1>${title}</h1>
      <p>${sentence}</p>
      <p><a href="/today">Go to today</a></p>
    </main>
  </body>
</html>
`;
  return { type: 'text/html; charset=utf-8', body };
}
