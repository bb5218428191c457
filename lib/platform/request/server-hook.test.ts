import { createServer, Server, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { MAX_BODY } from './inspect';
import { markReached } from './reached';
import { checkRequestsFirst } from './server-hook';

const ORIGIN = 'https://school.example';
const { emit } = Server.prototype;
let server: Server | undefined;
beforeAll(() => checkRequestsFirst({ origin: ORIGIN, hops: 0 }));
afterAll(() => {
  Server.prototype.emit = emit;
});
afterEach(() => void server?.close());

const portOf = (one: Server | undefined) => (one?.address() as AddressInfo | undefined)?.port ?? 0;

/** A framework behind the checks, and a way to ask it. */
async function behind(framework: RequestListener) {
  server = createServer(framework).listen(0, '127.0.0.1');
  await new Promise((resolve) => server?.once('listening', resolve));
  const port = portOf(server);
  return (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init);
}

// As compression does: the head is written before the first piece goes on.
const fail = (_: IncomingMessage, response: ServerResponse) => {
  response.statusCode = 500;
  response.setHeader('content-encoding', 'gzip');
  response.writeHead(500);
  response.write('Internal ');
  response.end('Server Error');
};

it('a form that is too large or from another site never reaches the framework', async () => {
  let reached = 0;
  const ask = await behind((_, response) => {
    reached += 1;
    response.end('ok');
  });
  const large = await ask('/sign-in', { method: 'POST', body: 'x'.repeat(MAX_BODY + 1) });
  expect([large.status, await large.text()]).toEqual([413, expect.stringContaining('<h1>That was too much at once</h1>')]);
  expect((await ask('/sign-in', { method: 'POST', body: 'x', headers: { origin: 'https://evil.example' } })).status).toBe(403);
  expect(await (await ask('/api/exports?kind=%00')).json()).toMatchObject({ status: 400, detail: expect.stringContaining('characters') });
  expect(reached).toBe(0);
  expect(await (await ask('/sign-in', { method: 'POST', body: 'x', headers: { origin: ORIGIN } })).text()).toBe('ok');
});

it('what is far too large is answered at once and not read, however much the sender goes on', async () => {
  const ask = await behind((_, response) => response.end('ok'));
  const sockets: Socket[] = [];
  server?.on('connection', (socket: Socket) => sockets.push(socket));
  const answers = await Promise.all(Array.from({ length: 4 }, () => ask('/sign-in', { method: 'POST', body: 'x'.repeat(40 * MAX_BODY) })));
  expect(answers.map(({ status }) => status)).toEqual([413, 413, 413, 413]);
  expect(await answers[0]?.text()).toContain('That was too much at once');
  for (const { bytesRead } of sockets) expect(bytesRead).toBeLessThan(2 * MAX_BODY);
  // Who sends many more of them keeps no more than some connections open.
  await Promise.all(Array.from({ length: 100 }, () => ask('/sign-in', { method: 'POST', body: 'x'.repeat(5 * MAX_BODY) })));
  expect(sockets.filter(({ destroyed }) => !destroyed).length).toBeLessThanOrEqual(51);
});

it('a body that comes in pieces is read up to the limit, and its connection ends beyond it', async () => {
  let read = 0;
  const ask = await behind((request, response) => {
    request.on('data', (piece: Buffer) => (read += piece.length)).on('error', () => undefined).on('end', () => response.end(String(read)));
  });
  const inPieces = (bytes: number) => ask('/sign-in', { method: 'POST', body: new Blob(['x'.repeat(bytes)]).stream(), duplex: 'half' } as RequestInit);
  expect(await (await inPieces(MAX_BODY)).text()).toBe(String(MAX_BODY));
  read = 0;
  await expect(inPieces(4 * MAX_BODY)).rejects.toThrow();
  expect(read).toBeLessThanOrEqual(MAX_BODY);
});

it('a connection that asks for another protocol ends at once', async () => {
  const ask = await behind((_, response) => response.end('ok'));
  server?.on('upgrade', () => expect.fail('the framework would keep it for ever'));
  const port = portOf(server);
  const sockets = await Promise.all(Array.from({ length: 20 }, () => new Promise<string>((resolve) => {
    let said = '';
    const socket = connect(port, '127.0.0.1', () => socket.write('GET /today HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'));
    socket.on('data', (piece) => (said += String(piece))).on('close', () => resolve(said));
  })));
  for (const said of sockets) expect(said).toMatch(/^HTTP\/1\.1 400 /);
  expect(await (await ask('/')).text()).toBe('ok');
});

it('a refused request may not send without end either, nor keep its connection by sending nothing', async () => {
  const ask = await behind((_, response) => response.end('ok'));
  const body = new Blob(['x'.repeat(4 * MAX_BODY)]).stream();
  const refused = ask('/%zz', { method: 'POST', body, duplex: 'half' } as RequestInit).then((answer) => answer.text());
  await Promise.allSettled([refused]);
  const port = portOf(server);
  const ended = await new Promise<string>((resolve) => {
    let said = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(`POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: ${2 * MAX_BODY}\r\n\r\n`));
    socket.on('data', (piece) => (said += String(piece))).on('close', () => resolve(said));
  });
  expect(ended).toMatch(/^HTTP\/1\.1 413 /);
  const { status } = await ask('/sign-in', { method: 'HEAD' });
  expect(status).toBe(200);
});

it('a 500 of the framework for what it could not read becomes a 400 in our words', async () => {
  const ask = await behind(fail);
  const page = await ask('/sign-in', { method: 'POST', body: 'garbage' });
  expect([page.status, await page.text()]).toEqual([400, expect.stringContaining('<h1>This could not be read</h1>')]);
  const script = await ask('/sign-in', { method: 'POST', body: '[{', headers: { 'next-action': 'x' } });
  expect([script.status, script.headers.get('content-type'), await script.text()]).toEqual([400, 'text/x-component', expect.stringMatching(/^1:\{"ok":false,"code":"INVALID","message":"[^"]+load the page again/m)]);
});

it('so does its refusal of a form that names no action of ours; its own script gets the answer it knows', async () => {
  const ask = await behind((_, response) => {
    response.statusCode = 409;
    response.end('Server Action unavailable.');
  });
  const page = await ask('/sign-in', { method: 'POST', body: 'garbage' });
  expect([page.status, await page.text()]).toEqual([400, expect.stringContaining('<h1>This could not be read</h1>')]);
  expect((await ask('/sign-in', { method: 'POST', body: '[]', headers: { 'next-action': 'x' } })).status).toBe(409);
});

it('a 500 of our own code stays what it is, also when that was reached later', async () => {
  const ask = await behind(async (request, response) => {
    await sleep(1);
    markReached();
    response.writeHead(500);
    response.end('ours');
    request.resume();
  });
  const answer = await ask('/sign-in', { method: 'POST', body: 'x' });
  expect([answer.status, await answer.text()]).toEqual([500, 'ours']);
});

it('the address is that of the connection, whatever the header says, and the other forwarded headers are gone', async () => {
  const ask = await behind((request, response) => response.end(JSON.stringify(request.headers)));
  const headers = await (await ask('/', { headers: { 'x-forwarded-for': '6.6.6.6', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' } })).json();
  expect(headers).toMatchObject({ 'x-forwarded-for': '127.0.0.1' });
  expect(Object.keys(headers as object).filter((name) => /^x-forwarded-(host|proto|port)$/.test(name))).toEqual([]);
});
