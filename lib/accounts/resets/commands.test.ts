import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Cast } from '@/db/seed/school';
import * as actions from '@/lib/accounts/actions';
import { writers } from '@/lib/jobs';
import { loadActor } from '@/lib/platform/actor';
import { clock } from '@/lib/platform/clock';
import { hashPassword } from '@/lib/platform/hashing';
import type { Mail } from '@/lib/platform/mail/message';
import { sendNextLetter } from '@/lib/platform/mail/outbox';
import { perform, type Caller } from '@/lib/platform/perform';
import { readSignedId, signedId } from '@/lib/platform/secrets';
import { asSystem } from '@/lib/platform/system';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { count, seed, signedIn, stranger } from '@/tests/support/people';
import { checkPassword } from '../passwords/commands';
import * as own from './actions';

const OLD = 'calm river stone 11';
const NEW = 'seven tall palm trees';
let db: TestDatabase;
let cast: Cast;
beforeAll(async () => {
  db = await testDatabase();
  cast = await seed();
  const hash = await hashPassword(OLD, 4);
  await asSystem('test', ({ tx }) => tx.execute(sql`update users set password_hash = ${hash}, email = lower(username) || '@example.ng'`));
});
afterAll(() => db.close());
afterEach(() => vi.restoreAllMocks());

const plenty = { points: 1e6, seconds: 1 };
let place = 0;
const ask = (identifier: string, caller: Caller = { ...stranger, address: `10.9.0.${(place += 1)}` }) =>
  perform({ ...own.askReset.definition, limit: plenty }, caller, { identifier });
const choose = (token: string, password = NEW, again = password) =>
  perform({ ...own.resetPassword.definition, limit: plenty }, stranger, { token, password, again });

async function letters(): Promise<Mail[]> {
  const sent: Mail[] = [];
  while (await sendNextLetter(writers, async (mail) => void sent.push(mail)));
  return sent;
}

const tokenIn = (mails: Mail[]) => mails.map((mail) => /\/reset-password\/([\w-]+)/.exec(mail.text)?.[1]).find(Boolean) ?? '';
const later = (seconds: number) => {
  const at = new Date(Date.now() + seconds * 1000);
  vi.spyOn(clock, 'now').mockReturnValue(at);
};

describe('a forgotten password', () => {
  it('Grace asks, gets one letter, chooses a new password, and is told; her sign-ins end; the link is worth nothing again', async () => {
    const phone = await signedIn(cast.grace);
    expect(await ask('ths-tch-001')).toEqual({ ok: true, data: { asked: true } });
    const [letter, ...rest] = await letters();
    expect(rest).toEqual([]);
    expect(letter?.to).toEqual({ name: 'Bello Grace', address: 'ths-tch-001@example.ng' });
    const token = tokenIn(letter ? [letter] : []);
    expect(await choose(token, 'short')).toMatchObject({ code: 'INVALID', fields: { password: expect.stringContaining('12 characters') } });
    expect(await choose(token)).toMatchObject({ ok: true });
    expect(phone.tokenHash && (await loadActor({ tokenHash: phone.tokenHash }))).toBeNull();
    expect(await checkPassword({ identifier: 'THS-TCH-001', password: NEW }, stranger)).toMatchObject({ userId: cast.grace.id });
    expect(await checkPassword({ identifier: 'THS-TCH-001', password: OLD }, { ...stranger, address: '10.8.0.1' })).toBeNull();
    expect((await letters()).map((one) => one.subject)).toEqual(['Your password has changed – Treasure-Home School']);
    expect(await choose(token)).toMatchObject({ code: 'LOCKED' });
    expect(await letters()).toEqual([]);
  });

  it('an unknown name, a suspended teacher and somebody without an address get the same answer, and no letter', async () => {
    await asSystem('test', ({ tx }) => tx.execute(sql`update users set email = null where id = ${cast.aminasFather.id}`));
    const known = await ask('THS-TCH-002');
    for (const name of ['THS-TCH-999', 'nobody@example.ng', 'THS-TCH-005', 'THS-PAR-002']) expect(await ask(name)).toEqual(known);
    expect((await letters()).map((one) => one.to.address)).toEqual(['ths-tch-002@example.ng']);
  });

  it('works for fifteen minutes and not a second longer', async () => {
    await ask('THS-TCH-003');
    const token = tokenIn(await letters());
    later(15 * 60 + 1);
    expect(await choose(token)).toMatchObject({ code: 'LOCKED', message: expect.stringContaining('does not work any more') });
    later(15 * 60 - 5);
    expect(await choose(token)).toMatchObject({ ok: true });
  });

  it('of ten uses of one link at the same moment, one counts', async () => {
    await ask('THS-ADM-001');
    const token = tokenIn(await letters());
    const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => choose(token, `${NEW} ${n}`)));
    expect(answers.filter((one) => one.ok).length, JSON.stringify(answers)).toBe(1);
  });

  it('a newer password takes the link back, and so does a suspension', async () => {
    await asSystem('test', ({ tx }) => tx.execute(sql`delete from outbox where kind = 'mail'`));
    await ask('THS-SUP-001');
    const token = tokenIn(await letters());
    await asSystem('test', ({ tx }) => tx.execute(sql`update users set status = 'suspended' where id = ${cast.superAdmin.id}`));
    expect(await choose(token)).toMatchObject({ code: 'LOCKED' });
    await asSystem('test', ({ tx }) => tx.execute(sql`update users set status = 'active' where id = ${cast.superAdmin.id}`));
    const caller = await signedIn(cast.superAdmin);
    const own = { current: OLD, password: 'eleven quiet goats', again: 'eleven quiet goats' };
    expect(await perform(actions.choosePassword.definition, caller, own)).toMatchObject({ ok: true });
    expect(await choose(token)).toMatchObject({ code: 'LOCKED' });
  });

  it('writes at most three letters to one account in fifteen minutes, however many ask from however many places', async () => {
    await letters();
    for (let time = 0; time < 12; time += 1) expect(await ask(time % 2 ? 'THS-PAR-001' : 'ths-par-001@example.ng')).toEqual({ ok: true, data: { asked: true } });
    expect(await letters()).toHaveLength(3);
  });

  it('keeps no token anywhere, and knows a forged or twisted one', async () => {
    await asSystem('test', ({ tx }) => tx.execute(sql`update users set email = 'obi@example.ng' where id = ${cast.tundesMother.id}`));
    await ask('THS-PAR-003');
    const token = tokenIn(await letters());
    expect(token).toHaveLength(64);
    const id = readSignedId('reset', token) ?? '';
    for (const table of ['account_links', 'events', 'outbox', 'operations', 'users']) expect(await count(`${table} t`, `t::text like '%${token.slice(20)}%'`), table).toBe(0);
    const twisted = [signedId('invitation', id), `${token}=`, token.slice(0, -1), token.toUpperCase(), `${token.slice(0, 22)}${'A'.repeat(42)}`, '', id, '../../x'];
    for (const one of twisted) expect(await choose(one), one).toMatchObject({ code: 'LOCKED' });
    expect(await choose(token)).toMatchObject({ ok: true });
  });

  it('takes as long for a name nobody has as for one somebody has', async () => {
    const ROUNDS = 200;
    // Each name once: whoever is asked for often is written to no more, and that is another way through.
    await asSystem('test', ({ tx }) => tx.execute(sql`
      insert into users (username, display_name, status, email)
      select 'THS-X-' || kind || '-' || n, 'Student ' || n, kind, kind || n || '@example.ng'
      from unnest(array['active', 'suspended']) kind, generate_series(1, ${ROUNDS + 20}) n`));
    const kinds = ['active', 'unknown', 'suspended'] as const;
    const times: Record<(typeof kinds)[number], number[]> = { active: [], unknown: [], suspended: [] };
    for (const kind of kinds) for (let warm = ROUNDS + 1; warm <= ROUNDS + 20; warm += 1) await ask(`THS-X-${kind}-${warm}`);
    // In turn, so that what the machine does meanwhile falls on all three.
    for (let round = 1; round <= ROUNDS; round += 1) {
      // Who goes first changes with the round.
      for (const kind of [...kinds.slice(round % 3), ...kinds.slice(0, round % 3)]) {
        const started = performance.now();
        await ask(`THS-X-${kind}-${round}`);
        times[kind].push(performance.now() - started);
      }
    }
    const median = (of: number[]) => of.toSorted((a, b) => a - b)[of.length >> 1] ?? 0;
    const seen = Object.fromEntries(kinds.map((kind) => [kind, Number(median(times[kind]).toFixed(3))]));
    const won = times.active.filter((one, round) => one > (times.unknown[round] ?? 0)).length;
    console.log(`medians of 200 in ms: ${JSON.stringify(seen)}; the known name was the slower in ${won} of 200 rounds`);
    // What one could learn must drown in how much any two requests differ anyway.
    const sorted = times.unknown.toSorted((a, b) => a - b);
    const spread = (sorted[Math.floor(ROUNDS * 0.75)] ?? 0) - (sorted[Math.floor(ROUNDS * 0.25)] ?? 0);
    const [fastest = 0, , slowest = 0] = kinds.map((kind) => seen[kind] ?? 0).toSorted((a, b) => a - b);
    expect(slowest - fastest).toBeLessThan(Math.max(spread, 0.2));
  }, 600_000);
});
