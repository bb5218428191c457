import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import type { Cast } from '@/db/seed/school';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { count, seed, signedIn, stranger } from '@/tests/support/people';
import { permission } from './authz';
import { AppError } from './errors';
import { perform, type Definition } from './perform';
import { isReady } from './readiness';
import { randomToken, tokenHash } from './secrets';
import { asSystem } from './system';

let db: TestDatabase;
let cast: Cast;
beforeAll(async () => {
  db = await testDatabase();
  cast = await seed();
});
afterAll(() => db.close());

const input = z.strictObject({ word: z.string() });
const forTeachers = permission<void>({ key: 'test.write', says: 'write a word', roles: ['teacher'], when: () => true });
const forAll = permission<void>({ key: 'test.ask', says: 'ask', roles: ['teacher', 'parent', 'visitor'], when: () => true });

let prepared = 0;
beforeEach(() => {
  prepared = 0;
});

/** An act with slow work before it, as a choice of a password has. */
const slow = (more: Partial<Definition<typeof input, void, string, string>>): Definition<typeof input, void, string, string> => ({
  name: `test.${randomUUID()}`, input, allow: forTeachers, quiet: 'only a test',
  prepare: async ({ word }) => {
    prepared += 1;
    return `${word}!`;
  },
  run: async (_ctx, _input, _subject, made) => made,
  ...more,
});

describe('slow work before an act', () => {
  it('is done once for Grace, and its result is what the act gets', async () => {
    expect(await perform(slow({}), await signedIn(cast.grace), { word: 'tree' })).toEqual({ ok: true, data: 'tree!' });
    expect(prepared).toBe(1);
  });

  it('is never begun for whoever is refused: no session, a made-up one, no permission, no such thing, bad input', async () => {
    const gone = async () => Promise.reject(new AppError('NOT_FOUND', 'There is no such thing.'));
    const answers = [
      await perform(slow({}), stranger, { word: 'tree' }),
      await perform(slow({}), { ...stranger, tokenHash: tokenHash(randomToken()) }, { word: 'tree' }),
      await perform(slow({}), await signedIn(cast.tundesMother), { word: 'tree' }),
      await perform(slow({ subject: gone }), await signedIn(cast.grace), { word: 'tree' }),
      await perform(slow({ subject: gone, forVisitors: true, allow: forAll }), stranger, { word: 'tree' }),
      await perform(slow({ forVisitors: true }), stranger, { word: 'tree' }),
      await perform(slow({}), await signedIn(cast.grace), { word: 7 }),
    ];
    expect(answers.map((one) => (one.ok ? 'ok' : one.code))).toEqual(
      ['UNAUTHENTICATED', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'NOT_FOUND', 'FORBIDDEN', 'INVALID'],
    );
    expect(prepared).toBe(0);
  });

  it('is not done again for a repeat, which gets the answer of the first', async () => {
    const act = slow({});
    const caller = await signedIn(cast.grace);
    const form = { word: 'tree', operationId: randomUUID() };
    for (let time = 0; time < 3; time += 1) expect(await perform(act, caller, form)).toEqual({ ok: true, data: 'tree!' });
    expect(prepared).toBe(1);
  });

  it('is not done past the limit', async () => {
    const act = slow({ limit: { points: 2, seconds: 60 } });
    const caller = await signedIn(cast.grace);
    const codes: string[] = [];
    for (let time = 0; time < 4; time += 1) {
      const answer = await perform(act, caller, { word: 'tree' });
      codes.push(answer.ok ? 'ok' : answer.code);
    }
    expect([codes, prepared]).toEqual([['ok', 'ok', 'LIMITED', 'LIMITED'], 2]);
  });
});

describe('the limit of an act', () => {
  const tries = async (caller: () => Promise<Parameters<typeof perform>[1]>, times: number) => {
    const act = slow({ allow: forAll, forVisitors: true, limit: { points: 3, seconds: 60 } });
    let through = 0;
    for (let time = 0; time < times; time += 1) if ((await perform(act, await caller(), { word: 'tree' })).ok) through += 1;
    return through;
  };

  it('counts a visitor by the address, whatever cookie they make up for each request', async () => {
    expect(await tries(async () => ({ ...stranger, address: '10.5.0.1', tokenHash: tokenHash(randomToken()) }), 8)).toBe(3);
    expect(await tries(async () => ({ ...stranger, address: `2001:db8:1:2::${randomToken().length}` }), 8)).toBe(3);
  });

  it('counts a session by itself, not with the others of her school’s address', async () => {
    const act = slow({ limit: { points: 1, seconds: 60 } });
    for (const person of [cast.grace, cast.mrObi]) expect(await perform(act, await signedIn(person), { word: 'tree' })).toMatchObject({ ok: true });
  });

  it('counts a session that has ended as a visitor', async () => {
    const caller = { ...(await signedIn(cast.grace)), address: '10.5.0.2' };
    const act = slow({ allow: forAll, forVisitors: true, limit: { points: 3, seconds: 60 } });
    expect(await perform(act, caller, { word: 'tree' })).toMatchObject({ ok: true });
    await asSystem('test', ({ tx }) => tx.execute(sql`update sessions set ended_at = now() where token_hash = ${caller.tokenHash}`));
    // The first request after the end finds out; then there are three for the address.
    const answers = [];
    for (let time = 0; time < 6; time += 1) answers.push(await perform(act, caller, { word: 'tree' }));
    expect(answers.filter((one) => one.ok).length).toBe(4);
    expect(await perform(act, { ...stranger, address: '10.5.0.2' }, { word: 'tree' })).toMatchObject({ code: 'LIMITED' });
  });
});

describe('somebody else’s transaction in the way', () => {
  const lock = (tx: Tx, { id }: { id: string }) => tx.execute(sql`select 1 from users where id = ${id} for update`);

  it('two that deadlock are both done: the one that the database broke off is done once more before anybody is told', async () => {
    let arrived = 0;
    let meet = () => {};
    const both = new Promise<void>((resolve) => { meet = resolve; });
    const inOrder = (people: [{ id: string }, { id: string }]) => slow({
      run: async ({ tx }) => {
        await lock(tx, people[0]);
        arrived += 1;
        if (arrived === 2) meet();
        await both;
        await lock(tx, people[1]);
        return 'done';
      },
    });
    const callers = [await signedIn(cast.grace), await signedIn(cast.mrObi)] as const;
    const answers = await Promise.all([
      perform(inOrder([cast.admin, cast.superAdmin]), callers[0], { word: 'tree' }),
      perform(inOrder([cast.superAdmin, cast.admin]), callers[1], { word: 'tree' }),
    ]);
    expect([answers, arrived]).toEqual([[{ ok: true, data: 'done' }, { ok: true, data: 'done' }], 3]);
  });

  it('a name that is taken in spite of the check is somebody else’s doing, not our fault, and nothing is left of it', async () => {
    let tries = 0;
    const again = slow({
      run: async ({ tx }) => {
        tries += 1;
        await tx.execute(sql`insert into departments (name) values ('Robotics')`);
        await tx.execute(sql`insert into departments (name) values ('Robotics')`);
        return 'never';
      },
    });
    expect(await perform(again, await signedIn(cast.grace), { word: 'tree' })).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('Somebody else saved the same') });
    expect([tries, await count('departments', `name = 'Robotics'`)]).toEqual([2, 0]);
  });
});

describe('a disk that is full', () => {
  it('is told as what it is, readiness says so, and both end with the first write that finds room', async () => {
    const caller = await signedIn(cast.grace);
    const full = slow({ run: async () => Promise.reject(Object.assign(new Error('could not extend file'), { code: '53100' })) });
    expect(await perform(full, caller, { word: 'tree' })).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('disk of the school’s server is full') });
    expect(await isReady()).toBe(false);
    expect(await perform(slow({}), caller, { word: 'tree' })).toMatchObject({ ok: true });
    expect(await isReady()).toBe(true);
  });
});
