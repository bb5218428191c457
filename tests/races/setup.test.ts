import { afterAll, beforeAll, expect, it } from 'vitest';
import * as actions from '@/lib/setup/actions';
import { makeToken } from '@/lib/setup/commands';
import { perform, type Caller } from '@/lib/platform/perform';
import { tokenHash } from '@/lib/platform/secrets';
import { asSystem } from '@/lib/platform/system';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { count, stranger } from '@/tests/support/people';
import { MANY, run } from './race';

const plenty = { points: 1e6, seconds: 1 };
let db: TestDatabase;
let holder: Caller;
beforeAll(async () => {
  db = await testDatabase();
  const token = await asSystem('setup', (ctx) => makeToken(ctx, { replace: true }));
  holder = { ...stranger, setupHash: tokenHash(token ?? '') };
});
afterAll(() => db.close());

const times = <Answer>(act: () => Answer) => Array.from({ length: MANY }, () => act);
const school = { name: 'Ọ̀run College', shortName: 'Orun', address: '', timeZone: 'Africa/Lagos', usernamePrefix: 'occ' };
const admin = { title: '', surname: 'Ọlá', firstName: 'Bísí', gender: 'female', phone: '', email: 'bisi@example.ng', password: 'seven tall palm trees', again: 'seven tall palm trees' };
const days = {
  name: '2026/2027', termNow: '1', holidays: '', firstStartsOn: '2026-09-14', firstEndsOn: '2026-12-18', secondStartsOn: '2027-01-11', secondEndsOn: '2027-04-02',
  thirdStartsOn: '2027-04-26', thirdEndsOn: '2027-07-16',
};

it('forty browsers with the token set up the school at once: there is one school', () => run({
  what: 'a school', losers: ['CONFLICT'], state: () => count('schools'), left: 1,
  attempts: async () => times(() => perform({ ...actions.createSchool.definition, limit: plenty }, holder, school)),
}), 120_000);

it('and one first super admin', async () => {
  expect(await perform(actions.skipBranding.definition, holder, {})).toMatchObject({ ok: true });
  expect(await perform(actions.createCalendar.definition, holder, days)).toMatchObject({ ok: true });
  expect(await perform(actions.createStructure.definition, holder, { capacity: '40', 'level-0': 'on', 'arms-0': 'A' })).toMatchObject({ ok: true });
  await run({
    what: 'the first admin', losers: ['NOT_FOUND', 'CONFLICT'], state: () => count('user_roles', `role = 'super-admin'`), left: 1,
    attempts: async () => times(() => perform({ ...actions.createFirstAdmin.definition, limit: plenty }, holder, admin)),
  });
}, 120_000);
