import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkPassword } from '@/lib/accounts/passwords/commands';
import { loadActor } from '@/lib/platform/actor';
import { perform, type Caller } from '@/lib/platform/perform';
import { tokenHash } from '@/lib/platform/secrets';
import { asSystem } from '@/lib/platform/system';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { count, stranger } from '@/tests/support/people';
import * as actions from './actions';
import { makeToken } from './commands';
import { findProgress } from './queries';

let db: TestDatabase;
let token = '';
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const newToken = (replace = true) => asSystem('setup', (ctx) => makeToken(ctx, { replace }));
const holder = (): Caller => ({ ...stranger, setupHash: tokenHash(token) });
const school = { name: 'Ọ̀run College', shortName: 'Orun', address: '', timeZone: 'Africa/Lagos', usernamePrefix: 'occ' };
const admin = { title: '', surname: 'Ọlá', firstName: 'Bísí', gender: 'female', phone: '', email: 'bisi@example.ng', password: 'seven tall palm trees', again: 'seven tall palm trees' };
const days = {
  firstStartsOn: '2026-09-14', firstEndsOn: '2026-12-18', secondStartsOn: '2027-01-11', secondEndsOn: '2027-04-02',
  thirdStartsOn: '2027-04-26', thirdEndsOn: '2027-07-16',
};

describe('the token', () => {
  it('is made once, unless a new one is asked for; then the one before opens nothing any more', async () => {
    const first = await newToken(false);
    expect(first).toMatch(/^[\w-]{43}$/);
    expect(await newToken(false)).toBeNull();
    token = (await newToken()) ?? '';
    expect(await perform(actions.begin.definition, stranger, { token: first })).toMatchObject({ code: 'INVALID', fields: { token: expect.stringContaining('not the token') } });
    expect(await perform(actions.begin.definition, stranger, { token })).toMatchObject({ ok: true });
    expect(await count('setup', `encode(token_hash, 'escape') like '%${token}%'`)).toBe(0);
  });

  it.each([
    ['no token', () => stranger],
    ['another token', (): Caller => ({ ...stranger, setupHash: tokenHash('a guess') })],
  ])('with %s nothing can be written and nothing is shown', async (_, caller) => {
    const answers = await Promise.all([
      perform(actions.createSchool.definition, caller(), school),
      perform(actions.skipBranding.definition, caller(), {}),
      perform(actions.createFirstAdmin.definition, caller(), admin),
    ]);
    expect(answers.map((one) => (one.ok ? 'ok' : one.code))).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED', 'UNAUTHENTICATED']);
    expect(await findProgress(caller().setupHash ?? null)).toBeNull();
    expect([await count('schools'), await count('users')]).toEqual([0, 0]);
  });
});

describe('the steps', () => {
  it('are each written once and by the school’s own commands', async () => {
    expect(await perform(actions.createFirstAdmin.definition, holder(), admin)).toMatchObject({ code: 'LOCKED' });
    expect(await perform(actions.createSchool.definition, holder(), school)).toMatchObject({ ok: true });
    expect(await perform(actions.createSchool.definition, holder(), school)).toMatchObject({ code: 'CONFLICT' });
    expect(await perform(actions.chooseBranding.definition, holder(), { accent: '#FFE680', motto: 'Light' })).toMatchObject({ ok: true });
    expect(await perform(actions.createStructure.definition, holder(), { 'level-0': 'on', 'arms-0': 'A', capacity: '30' })).toMatchObject({ code: 'LOCKED' });
    expect(await perform(actions.createCalendar.definition, holder(), { name: '2026/2027', ...days, holidays: '01/10/2026 Independence Day', termNow: '2' })).toMatchObject({ ok: true });
    expect(await count('terms', `state = 'active' and number = 2`)).toBe(1);
    expect(await perform(actions.createStructure.definition, holder(), { 'level-9': 'on', 'arms-9': 'A a', capacity: '30' })).toMatchObject({ fields: { 'arms-9': 'Arm a stands there twice.' } });
    expect(await perform(actions.createStructure.definition, holder(), { capacity: '30' })).toMatchObject({ fields: { 'level-0': 'Tick at least one level.' } });
    expect(await perform(actions.createStructure.definition, holder(), { 'level-9': 'on', 'arms-9': 'A B', 'level-12': 'on', 'arms-12': 'A', capacity: '35', withSubjects: 'on' })).toMatchObject({ ok: true });
    expect(await count('classes', `name in ('JSS 1A', 'JSS 1B', 'SSS 1A') and capacity = 35`)).toBe(3);
    expect([await count('levels'), await count('departments'), await count('subject_offerings') > 10]).toEqual([2, 3, true]);
    expect(await findProgress(tokenHash(token))).toEqual({ hasSchool: true, hasBranding: true, hasTerm: true, hasClasses: true });
  });

  it('end with the first admin, who is signed in with the password that was chosen', async () => {
    expect(await perform(actions.createFirstAdmin.definition, holder(), { ...admin, password: 'bisi-ola', again: 'bisi-ola' })).toMatchObject({ code: 'INVALID', fields: { password: expect.any(String) } });
    const answer = await perform(actions.createFirstAdmin.definition, holder(), admin);
    if (!answer.ok) throw new Error(answer.message);
    const person = await loadActor({ tokenHash: tokenHash(answer.data.token) });
    expect(person).toMatchObject({ username: 'OCC-SUP-001', mustChoosePassword: false, roles: new Set(['super-admin']) });
    expect(await checkPassword({ identifier: 'bisi@example.ng', password: admin.password }, stranger)).not.toBeNull();
  });

  it('leave a history of who did it, without a token or a password', async () => {
    expect(await count('events', `actor_id = 'setup' and name in ('school.set-up', 'calendar.session-created', 'calendar.term-opened', 'classes.classes-created', 'people.staff-added', 'setup.finished')`)).toBe(6);
    expect(await count('events', `detail::text like '%${token}%' or detail::text like '%palm trees%'`)).toBe(0);
  });

  it('are over for everybody, also for who still has the token', async () => {
    expect(await newToken()).toBeNull();
    for (const answer of await Promise.all([
      perform(actions.begin.definition, stranger, { token }),
      perform(actions.createSchool.definition, holder(), school),
      perform(actions.createFirstAdmin.definition, holder(), { ...admin, email: 'thief@example.ng' }),
    ])) expect(answer).toMatchObject({ code: 'NOT_FOUND' });
    // Not even a row put back by hand opens it again.
    await asSystem('test', ({ tx }) => tx.execute(sql`insert into setup (token_hash) values (${tokenHash(token)})`));
    expect(await perform(actions.createFirstAdmin.definition, holder(), { ...admin, email: 'thief@example.ng' })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await findProgress(tokenHash(token))).toBeNull();
    expect(await count('users')).toBe(1);
  });

  it('whoever asks then waits for nobody else who asks: no lock is taken for them', async () => {
    await asSystem('test', async ({ tx }) => {
      await tx.execute(sql`select * from setup for update`);
      expect(await perform(actions.createFirstAdmin.definition, stranger, admin)).toMatchObject({ code: 'NOT_FOUND' });
    });
  });
});
