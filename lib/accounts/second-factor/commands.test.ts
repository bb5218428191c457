import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Cast } from '@/db/seed/school';
import * as actions from '@/lib/accounts/actions';
import { markAllRead } from '@/lib/notifications/actions';
import { loadActor } from '@/lib/platform/actor';
import { clock } from '@/lib/platform/clock';
import { perform, type Caller } from '@/lib/platform/perform';
import { tokenHash } from '@/lib/platform/secrets';
import { asSystem } from '@/lib/platform/system';
import { everybodyChose } from '@/tests/support/passwords';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { count, seed, signedIn, stranger } from '@/tests/support/people';
import * as own from './actions';
import { unsealed } from './queries';
import { codeAt } from './rules';

const PASSWORD = 'calm river stone 11';
let db: TestDatabase;
let cast: Cast;
let now = new Date();
beforeAll(async () => {
  db = await testDatabase();
  cast = await seed();
  await everybodyChose(PASSWORD);
});
afterAll(() => db.close());
// Time goes on only when a test says so: a code is good for thirty seconds.
beforeEach(() => void vi.spyOn(clock, 'now').mockImplementation(() => now));
afterEach(() => vi.restoreAllMocks());

const wait = (seconds: number) => void (now = new Date(now.getTime() + seconds * 1000));
const plenty = { points: 1e6, seconds: 1 };
let place = 0;
const somewhere = (): Caller => ({ ...stranger, address: `10.7.0.${(place += 1)}` });

const { startSecondFactor, removeSecondFactor, renewRecoveryCodes } = own;
const confirmed = { startSecondFactor, removeSecondFactor, renewRecoveryCodes };
const run = async (who: { id: string }, name: keyof typeof confirmed, confirmPassword = PASSWORD) =>
  perform({ ...confirmed[name].definition, limit: plenty } as typeof own.startSecondFactor.definition, await signedIn(who), { confirmPassword });
const secretOf = (who: { id: string }) =>
  asSystem('test', async ({ tx }) => {
    const [row] = await tx.execute<{ sealed: Buffer }>(sql`select coalesce(pending_secret, sealed_secret) as sealed from second_factors where user_id = ${who.id}`);
    return unsealed(Buffer.from(row?.sealed ?? ''), who.id);
  });

/** Sets up a phone as the person would; the recovery codes come back. */
async function setUp(who: { id: string }): Promise<string[]> {
  expect(await run(who, 'startSecondFactor')).toMatchObject({ ok: true });
  const answer = await perform({ ...own.confirmSecondFactor.definition, limit: plenty }, await signedIn(who), { code: codeAt(await secretOf(who), now) });
  if (!answer.ok) throw new Error(answer.message);
  wait(60);
  return answer.data.codes;
}

/** The password, right; what the browser then has in its cookie. */
async function password(username: string, caller = somewhere()): Promise<Caller> {
  const answer = await perform({ ...actions.signIn.definition, limit: plenty }, caller, { identifier: username, password: PASSWORD });
  if (!answer.ok || !('pending' in answer.data)) throw new Error(JSON.stringify(answer));
  return { ...caller, pendingHash: tokenHash(answer.data.pending) };
}

const code = (caller: Caller, typed: string) => perform({ ...actions.confirmSignIn.definition, limit: plenty }, caller, { code: typed });
const IN = { ok: true, data: { token: expect.any(String) } };
const OUT = { ok: true, data: { refused: expect.any(String) } };

describe('signing in with a second step', () => {
  let codes: string[];
  beforeAll(async () => {
    vi.spyOn(clock, 'now').mockImplementation(() => now);
    codes = await setUp(cast.grace);
  });

  it('the password alone opens nothing; with the code of her phone Grace is in', async () => {
    const sessions = await count('sessions');
    const caller = await password('THS-TCH-001');
    expect(await count('sessions')).toBe(sessions);
    expect(await loadActor({ tokenHash: caller.pendingHash ?? Buffer.alloc(0) })).toBeNull();
    expect(await code(caller, codeAt(await secretOf(cast.grace), now))).toMatchObject(IN);
    expect(await code(caller, codeAt(await secretOf(cast.grace), now))).toMatchObject(OUT);
  });

  it('a code is good once, also when ten use it at the same moment, and an older one never', async () => {
    wait(60);
    const good = codeAt(await secretOf(cast.grace), now);
    const callers = await Promise.all(Array.from({ length: 10 }, () => password('THS-TCH-001')));
    const answers = await Promise.all(callers.map((caller) => code(caller, good)));
    expect(answers.filter((one) => one.ok && 'token' in one.data)).toHaveLength(1);
    expect(await code(await password('THS-TCH-001'), codeAt(await secretOf(cast.grace), new Date(now.getTime() - 30_000)))).toMatchObject(OUT);
    wait(31);
    expect(await code(await password('THS-TCH-001'), codeAt(await secretOf(cast.grace), now))).toMatchObject(IN);
  });

  it('five wrong codes end the try, and the right one is then worth nothing; so do five minutes', async () => {
    wait(60);
    const caller = await password('THS-TCH-001');
    for (let time = 0; time < 5; time += 1) expect(await code(caller, '000000')).toMatchObject(OUT);
    expect(await code(caller, codeAt(await secretOf(cast.grace), now))).toMatchObject(OUT);
    const slow = await password('THS-TCH-001');
    wait(5 * 60 + 1);
    expect(await code(slow, codeAt(await secretOf(cast.grace), now))).toMatchObject(OUT);
    expect(await code(somewhere(), codeAt(await secretOf(cast.grace), now))).toMatchObject(OUT);
  });

  it('a recovery code is good once, however it is typed, and nothing of it or of the secret lies in the database', async () => {
    const [first = '', second = ''] = codes;
    expect(codes).toHaveLength(10);
    expect(await code(await password('THS-TCH-001'), first.toLowerCase().replaceAll('-', ' '))).toMatchObject(IN);
    expect(await code(await password('THS-TCH-001'), first)).toMatchObject(OUT);
    expect(await count('events', `name = 'accounts.recovery-code-used' and detail ->> 'left' = '9'`)).toBe(1);
    const secret = (await secretOf(cast.grace)).toString('hex');
    for (const table of ['recovery_codes', 'second_factors', 'events', 'operations', 'outbox']) {
      for (const text of [second, second.replaceAll('-', ''), secret]) expect(await count(`${table} t`, `t::text ilike '%${text}%'`), table).toBe(0);
    }
    const stored = await asSystem('test', async ({ tx }) => (await tx.execute<{ s: Buffer }>(sql`select sealed_secret as s from second_factors where user_id = ${cast.grace.id}`))[0]?.s);
    expect(() => unsealed(Buffer.from(stored ?? ''), cast.mrObi.id)).toThrow();
  });

  it('a suspension between the password and the code keeps her out', async () => {
    wait(60);
    const caller = await password('THS-TCH-001');
    await asSystem('test', ({ tx }) => tx.execute(sql`update users set status = 'suspended' where id = ${cast.grace.id}`));
    expect(await code(caller, codeAt(await secretOf(cast.grace), now))).toMatchObject(OUT);
    await asSystem('test', ({ tx }) => tx.execute(sql`update users set status = 'active' where id = ${cast.grace.id}`));
  });

  it('somebody with the password and many machines gets thirty guesses in a quarter of an hour; her own phone’s browser is not held up', async () => {
    const device = Buffer.alloc(32, 5);
    await asSystem('test', ({ tx }) => tx.execute(sql`update sessions set device_hash = ${device} where id = (select id from sessions where user_id = ${cast.grace.id} limit 1)`));
    let guesses = 0;
    for (let time = 0; time < 60; time += 1) {
      const answer = await code(await password('THS-TCH-001'), '000000');
      if (answer.ok) guesses += 1;
      else expect(answer.code).toBe('LIMITED');
    }
    expect(guesses).toBeLessThanOrEqual(30);
    wait(60);
    const hers = await password('THS-TCH-001', { ...somewhere(), deviceHash: device });
    expect(await code(hers, codeAt(await secretOf(cast.grace), now))).toMatchObject(IN);
  });
});

describe('setting one up', () => {
  it('needs the own password and a code of that phone within fifteen minutes; the other devices are signed out', async () => {
    const other = await signedIn(cast.mrObi);
    expect(await run(cast.mrObi, 'startSecondFactor', 'a guess')).toMatchObject({ code: 'INVALID' });
    const confirm = async (typed: string) => perform({ ...own.confirmSecondFactor.definition, limit: plenty }, await signedIn(cast.mrObi), { code: typed });
    expect(await confirm('123456')).toMatchObject({ code: 'LOCKED' });
    await run(cast.mrObi, 'startSecondFactor');
    expect(await confirm('000000')).toMatchObject({ code: 'INVALID', fields: { code: expect.stringContaining('not the code') } });
    wait(15 * 60 + 1);
    expect(await confirm(codeAt(await secretOf(cast.mrObi), now))).toMatchObject({ code: 'LOCKED' });
    await setUp(cast.mrObi);
    expect(other.tokenHash && (await loadActor({ tokenHash: other.tokenHash }))).toBeNull();
  });

  it('another phone takes over only when it has shown a code; old recovery codes stop working with new ones', async () => {
    const old = await secretOf(cast.mrObi);
    await run(cast.mrObi, 'startSecondFactor');
    expect(await code(await password('THS-TCH-002'), codeAt(old, now))).toMatchObject(IN);
    const fresh = await secretOf(cast.mrObi);
    wait(60);
    const answer = await perform({ ...own.confirmSecondFactor.definition, limit: plenty }, await signedIn(cast.mrObi), { code: codeAt(fresh, now) });
    const [before = ''] = answer.ok ? answer.data.codes : [];
    wait(60);
    expect(await code(await password('THS-TCH-002'), codeAt(old, now))).toMatchObject(OUT);
    expect(await run(cast.mrObi, 'renewRecoveryCodes')).toMatchObject({ ok: true });
    expect(await code(await password('THS-TCH-002'), before)).toMatchObject(OUT);
  });

  it('who lost the phone is helped by the office, with its own password; the office itself is not helped in the browser', async () => {
    const phone = await signedIn(cast.mrObi);
    const reset = async (by: { id: string }, of: { id: string }, confirmPassword = PASSWORD) =>
      perform({ ...own.resetSecondFactorOf.definition, limit: plenty }, await signedIn(by), { userId: of.id, confirmPassword });
    await setUp(cast.admin);
    expect(await reset(cast.admin, cast.mrObi, 'a guess')).toMatchObject({ code: 'INVALID' });
    expect(await reset(cast.superAdmin, cast.admin)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await reset(cast.admin, cast.mrObi)).toMatchObject({ ok: true });
    expect(await reset(cast.admin, cast.mrObi)).toMatchObject({ code: 'CONFLICT' });
    expect(phone.tokenHash && (await loadActor({ tokenHash: phone.tokenHash }))).toBeNull();
    const answer = await perform({ ...actions.signIn.definition, limit: plenty }, somewhere(), { identifier: 'THS-TCH-002', password: PASSWORD });
    expect(answer).toMatchObject(IN);
  });
});

describe('in a real school', () => {
  const asks = (yes: boolean) => asSystem('test', ({ tx }) => tx.execute(sql`update schools set require_second_factor = ${yes}`));
  beforeAll(() => asks(true));
  afterAll(() => asks(false));

  it('the super admin does nothing but set up a phone until it is set up; teachers and parents are not asked', async () => {
    const caller = await signedIn(cast.superAdmin);
    const acts = [[markAllRead, {}], [actions.suspend, { userId: cast.grace.id }], [actions.signOutEverywhere, {}]] as const;
    for (const [act, input] of acts) {
      expect(await perform(act.definition as typeof actions.suspend.definition, caller, input)).toMatchObject({ code: 'FORBIDDEN', message: expect.stringContaining('second sign-in step') });
    }
    expect(caller.tokenHash && (await loadActor({ tokenHash: caller.tokenHash }))).toMatchObject({ mustEnrol: true });
    for (const one of [cast.mrsMusa, cast.tundesMother]) {
      const other = await signedIn(one);
      expect(other.tokenHash && (await loadActor({ tokenHash: other.tokenHash }))).toMatchObject({ mustEnrol: false });
    }
    await setUp(cast.superAdmin);
    expect(await perform(markAllRead.definition, await signedIn(cast.superAdmin), {})).toMatchObject({ ok: true });
  });

  it('cannot take it away again, where a teacher can', async () => {
    expect(await run(cast.superAdmin, 'removeSecondFactor')).toMatchObject({ code: 'LOCKED', message: expect.stringContaining('Your role') });
    await setUp(cast.mrsMusa);
    expect(await run(cast.mrsMusa, 'removeSecondFactor')).toMatchObject({ ok: true });
  });

  it('a teacher who becomes an admin is asked from the next request on', async () => {
    await asSystem('test', ({ tx }) => tx.execute(sql`insert into user_roles (user_id, role) values (${cast.mrsMusa.id}, 'admin')`));
    expect(await perform(markAllRead.definition, await signedIn(cast.mrsMusa), {})).toMatchObject({ code: 'FORBIDDEN' });
  });
});
