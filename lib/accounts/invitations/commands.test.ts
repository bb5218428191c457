import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Cast } from '@/db/seed/school';
import * as actions from '@/lib/accounts/actions';
import { writers } from '@/lib/jobs';
import { addStaff } from '@/lib/people/staff/actions';
import { clock } from '@/lib/platform/clock';
import type { Mail } from '@/lib/platform/mail/message';
import { sendNextLetter } from '@/lib/platform/mail/outbox';
import { perform } from '@/lib/platform/perform';
import { asSystem } from '@/lib/platform/system';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { count, seed, signedIn, stranger } from '@/tests/support/people';
import { checkPassword } from '../passwords/commands';
import * as own from './actions';

const CHOSEN = 'seven tall palm trees';
let db: TestDatabase;
let cast: Cast;
beforeAll(async () => {
  db = await testDatabase();
  cast = await seed();
});
afterAll(() => db.close());
afterEach(() => vi.restoreAllMocks());

const plenty = { points: 1e6, seconds: 1 };
const person = { title: 'Mr', surname: 'Ọ̀ṣúnlàjà', firstName: 'Dáre', gender: 'male', role: 'teacher', phone: '', isAnother: 'on', invite: 'on' };
const add = async (by: { id: string }, more: object) => perform(addStaff.definition, await signedIn(by), { ...person, ...more });
const accept = (token: string) => perform({ ...own.acceptInvitation.definition, limit: plenty }, stranger, { token, password: CHOSEN, again: CHOSEN });
const idOf = (email: string) =>
  asSystem('test', async ({ tx }) => (await tx.execute<{ id: string }>(sql`select id from users where email = ${email}`))[0]?.id ?? '');

async function tokens(): Promise<string[]> {
  const sent: Mail[] = [];
  while (await sendNextLetter(writers, async (mail) => void sent.push(mail)));
  return sent.flatMap((mail) => /\/accept-invitation\/([\w-]+)/.exec(mail.text)?.[1] ?? []);
}

const inDays = (days: number) => {
  const at = new Date(Date.now() + days * 86_400_000);
  vi.spyOn(clock, 'now').mockReturnValue(at);
};

describe('an invitation by e-mail', () => {
  it('shows nobody a first password, and makes the account active when a password is chosen; once', async () => {
    const answer = await add(cast.admin, { email: 'dare@example.ng' });
    expect(answer).toEqual({ ok: true, data: { name: 'Ọ̀ṣúnlàjà Dáre', username: expect.stringMatching(/^THS-TCH/), invitedAt: 'dare@example.ng' } });
    const [token = ''] = await tokens();
    expect(await count('users', `email = 'dare@example.ng' and status = 'pending'`)).toBe(1);
    expect(await accept(token)).toMatchObject({ ok: true });
    expect(await count('users', `email = 'dare@example.ng' and status = 'active' and one_time_hash is null`)).toBe(1);
    expect(await checkPassword({ identifier: 'dare@example.ng', password: CHOSEN }, stranger)).not.toBeNull();
    expect(await accept(token)).toMatchObject({ code: 'LOCKED' });
    expect(await tokens()).toEqual([]);
    const again = await perform(own.invite.definition, await signedIn(cast.admin), { userId: await idOf('dare@example.ng') });
    expect(again).toMatchObject({ code: 'LOCKED', message: expect.stringContaining('never signed in') });
  });

  it('needs an address', async () => {
    expect(await add(cast.admin, { email: '', surname: 'Another' })).toMatchObject({ code: 'INVALID', fields: { email: expect.stringContaining('Give the address') } });
    const invited = await perform(own.invite.definition, await signedIn(cast.admin), { userId: cast.grace.id });
    expect(invited).toMatchObject({ code: 'LOCKED', message: expect.stringContaining('no e-mail address') });
  });

  it('works for seven days; sent again, only the newest link works; taken back, none does', async () => {
    await add(cast.admin, { email: 'ife@example.ng', surname: 'Ife' });
    const userId = await idOf('ife@example.ng');
    const [first = ''] = await tokens();
    inDays(7.001);
    expect(await accept(first)).toMatchObject({ code: 'LOCKED', message: expect.stringContaining('7 days') });
    vi.restoreAllMocks();
    expect(await perform(own.invite.definition, await signedIn(cast.admin), { userId })).toEqual({ ok: true, data: { sentTo: 'ife@example.ng' } });
    const [second = ''] = await tokens();
    expect(await accept(first)).toMatchObject({ code: 'LOCKED' });
    expect(await perform(own.withdrawInvitation.definition, await signedIn(cast.admin), { userId })).toMatchObject({ ok: true });
    expect(await accept(second)).toMatchObject({ code: 'LOCKED' });
    expect(await perform(own.withdrawInvitation.definition, await signedIn(cast.admin), { userId })).toMatchObject({ code: 'CONFLICT' });
  });

  it('taken back before the worker came, no letter leaves at all; a slip in its place ends it too', async () => {
    await add(cast.admin, { email: 'kola@example.ng', surname: 'Kola' });
    const userId = await idOf('kola@example.ng');
    await perform(own.withdrawInvitation.definition, await signedIn(cast.admin), { userId });
    expect(await tokens()).toEqual([]);
    await perform(own.invite.definition, await signedIn(cast.admin), { userId });
    const [token = ''] = await tokens();
    await perform(actions.issuePassword.definition, await signedIn(cast.admin), { userId });
    expect(await accept(token)).toMatchObject({ code: 'LOCKED' });
  });

  it('of somebody of the office is the super admin’s to send', async () => {
    expect(await add(cast.admin, { email: 'zubairu@example.ng', role: 'admin', surname: 'Zubairu' })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await add(cast.superAdmin, { email: 'zubairu@example.ng', role: 'admin', surname: 'Zubairu' })).toMatchObject({ ok: true });
    expect(await perform(own.invite.definition, await signedIn(cast.admin), { userId: await idOf('zubairu@example.ng') })).toMatchObject({ code: 'FORBIDDEN' });
  });
});
