import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { markAllRead } from '@/lib/notifications/actions';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { database, seed, signedIn } from '@/tests/support/people';
import { loadActor, loadPageFrame } from './actor';
import { perform, type Caller } from './perform';

let db: TestDatabase;
let cast: Cast;
let bello: Caller;
let tokenHash: Buffer;
beforeAll(async () => {
  db = await testDatabase();
  cast = await seed();
});
afterAll(() => db.close());
beforeEach(async () => {
  bello = await signedIn(cast.admin);
  tokenHash = bello.tokenHash ?? Buffer.alloc(0);
  await pass(29);
});

/** So many minutes go by in which Mrs Bello does nothing. */
const pass = (minutes: number) => database().execute(sql`
  update sessions set last_seen_at = last_seen_at - make_interval(mins => ${minutes}) where token_hash = ${tokenHash}`);
const isSignedIn = async () => (await loadActor({ tokenHash })) !== null;

describe('Mrs Bello’s sign-in idles out after 30 minutes without an act of hers', () => {
  it('whatever her open page asks by itself', async () => {
    expect(await loadActor({ tokenHash })).not.toBeNull();
    expect(await loadPageFrame(tokenHash, false)).not.toBeNull();
    await perform({ ...markAllRead.definition, inBackground: true }, bello, {});
    await pass(1);
    expect(await isSignedIn()).toBe(false);
    expect(await loadPageFrame(tokenHash)).toBeNull();
    expect(await perform(markAllRead.definition, bello, {})).toMatchObject({ ok: false, code: 'UNAUTHENTICATED' });
  });

  it('not when she opened a page', async () => {
    await loadPageFrame(tokenHash);
    await pass(29);
    expect(await isSignedIn()).toBe(true);
  });

  it('not when she saved something', async () => {
    expect(await perform(markAllRead.definition, bello, {})).toMatchObject({ ok: true });
    await pass(29);
    expect(await isSignedIn()).toBe(true);
  });
});
