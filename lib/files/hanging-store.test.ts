import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { perform } from '@/lib/platform/perform';
import { headObject } from '@/lib/platform/storage';
import { asSystem } from '@/lib/platform/system';
import * as actions from '@/lib/school/actions';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { count, seed, signedIn } from '@/tests/support/people';
import { sweepFiles } from './commands';

let db: TestDatabase;
let cast: Cast;
let store: Server;
const sockets: Socket[] = [];

beforeAll(async () => {
  // Takes every connection and never answers.
  store = createServer((socket) => void sockets.push(socket.on('error', () => undefined)));
  store.listen(0, '127.0.0.1');
  await once(store, 'listening');
  const address = store.address();
  process.env.S3_ENDPOINT = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  db = await testDatabase();
  cast = await seed();
});
afterAll(async () => {
  letGo();
  store.close();
  await db.close();
});

/** The store breaks every connection off, those that come later too. */
function letGo(): void {
  store.on('connection', (socket) => void socket.destroy());
  for (const socket of sockets) socket.destroy();
}

async function askedPicture(): Promise<string> {
  const answer = await perform(actions.askPicture.definition, await signedIn(cast.admin), { slot: 'logo', contentType: 'image/png', size: 40_000 });
  if (!answer.ok) throw new Error(answer.message);
  return answer.data.key;
}

it('while the store hangs, neither the school’s settings nor the files wait; who asked is told that it does not answer', async () => {
  const key = await askedPicture();
  const old = await askedPicture();
  await asSystem('test', ({ tx }) => tx.execute(sql`update stored_files set asked_at = now() - interval '2 days' where key = ${old}`));
  let ended = 0;
  const kept = perform(actions.keepPicture.definition, await signedIn(cast.admin), { slot: 'logo', key }).finally(() => (ended += 1));
  const swept = sweepFiles().finally(() => (ended += 1)).catch((error: Error) => error.message);
  while (sockets.length < 2) await once(store, 'connection');

  expect(await perform(actions.changeAccent.definition, await signedIn(cast.admin), { accent: '#1d4ed8' })).toMatchObject({ ok: true });
  await asSystem('test', ({ tx }) => tx.execute(sql`update stored_files set slot = slot`));
  expect(ended).toBe(0);

  letGo();
  expect(await kept).toMatchObject({ code: 'UNAVAILABLE', message: 'The school’s file store does not answer, so nothing was changed. Try again in a few minutes.' });
  expect(await swept).toContain('does not answer');
  expect(await count('stored_files', 'kept_at is not null')).toBe(0);
});

it('the store is never asked while a transaction is open', async () => {
  await expect(asSystem('test', () => headObject({ bucket: 'general-uploads', key: 'x' }))).rejects.toThrow('while a transaction is open');
});
