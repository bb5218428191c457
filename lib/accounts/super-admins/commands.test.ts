import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { askSuperAdmin, confirmSuperAdmin, withdrawSuperAdmin } from '@/lib/accounts/super-admins/actions';
import { loadActor } from '@/lib/platform/actor';
import { clock } from '@/lib/platform/clock';
import { perform } from '@/lib/platform/perform';
import { asSystem } from '@/lib/platform/system';
import { everybodyChose } from '@/tests/support/passwords';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { count, seed, signedIn } from '@/tests/support/people';
import { changeOnMachine } from './commands';

const PASSWORD = 'calm river stone 11';
let db: TestDatabase;
let cast: Cast;
beforeAll(async () => {
  db = await testDatabase();
  cast = await seed();
  await everybodyChose(PASSWORD);
});
afterAll(() => db.close());
// Two super admins, Dr Adéyẹmí and Mr Briggs; nobody has asked for anything.
beforeEach(() =>
  asSystem('test', async ({ tx }) => {
    await tx.execute(sql`delete from super_admin_requests`);
    await tx.execute(sql`delete from notifications`);
    await tx.execute(sql`delete from user_roles where role = 'super-admin' and user_id <> ${cast.superAdmin.id}`);
    await tx.execute(sql`insert into user_roles (user_id, role) values (${cast.formerTeacher.id}, 'super-admin'), (${cast.superAdmin.id}, 'super-admin') on conflict do nothing`);
  }));
afterEach(() => vi.restoreAllMocks());

const plenty = { points: 1e6, seconds: 1 };
const ask = async (by: { id: string }, of: { id: string }, change = 'grant', confirmPassword = PASSWORD) =>
  perform({ ...askSuperAdmin.definition, limit: plenty }, await signedIn(by), { userId: of.id, change, confirmPassword });
const requestId = () => asSystem('test', async ({ tx }) => (await tx.execute<{ id: string }>(sql`select id from super_admin_requests order by asked_at desc limit 1`))[0]?.id ?? '');
const confirm = async (by: { id: string }, confirmPassword = PASSWORD) =>
  perform({ ...confirmSuperAdmin.definition, limit: plenty }, await signedIn(by), { requestId: await requestId(), confirmPassword });
const isSuperAdmin = async (one: { id: string }) => (await count('user_roles', `user_id = '${one.id}' and role = 'super-admin'`)) === 1;

describe('a super admin', () => {
  it('is made by two: one asks, the other confirms, each with the own password; the new one signs in anew', async () => {
    const session = await signedIn(cast.admin);
    expect(await ask(cast.superAdmin, cast.admin, 'grant', 'a guess')).toMatchObject({ code: 'INVALID' });
    expect(await ask(cast.superAdmin, cast.admin)).toMatchObject({ ok: true });
    expect(await isSuperAdmin(cast.admin)).toBe(false);
    expect(await ask(cast.formerTeacher, cast.admin)).toMatchObject({ code: 'CONFLICT' });
    expect(await confirm(cast.superAdmin)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await confirm(cast.admin)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await confirm(cast.formerTeacher, 'a guess')).toMatchObject({ code: 'INVALID' });
    expect(await confirm(cast.formerTeacher)).toMatchObject({ ok: true });
    expect(await isSuperAdmin(cast.admin)).toBe(true);
    expect(session.tokenHash && (await loadActor({ tokenHash: session.tokenHash }))).toBeNull();
    expect(await confirm(cast.formerTeacher)).toMatchObject({ code: 'LOCKED' });
    expect(await count('events', `name = 'accounts.super-admin-made' and detail -> 'after' ->> 'roles' = 'admin, super-admin'`)).toBe(1);
  });

  it('is relieved by two others, never by one, never alone, and the last never', async () => {
    expect(await ask(cast.superAdmin, cast.formerTeacher, 'revoke')).toMatchObject({ code: 'LOCKED', message: expect.stringContaining('On the machine') });
    await asSystem('test', ({ tx }) => tx.execute(sql`insert into user_roles (user_id, role) values (${cast.admin.id}, 'super-admin')`));
    expect(await ask(cast.superAdmin, cast.superAdmin, 'revoke')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await ask(cast.superAdmin, cast.formerTeacher, 'revoke')).toMatchObject({ ok: true });
    expect(await confirm(cast.formerTeacher)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await confirm(cast.admin)).toMatchObject({ ok: true });
    expect(await isSuperAdmin(cast.formerTeacher)).toBe(false);
    expect(await count('user_roles', `user_id = '${cast.formerTeacher.id}'`)).toBeGreaterThan(0);
    const machine = (of: { id: string }) => asSystem('test', (ctx) => changeOnMachine(ctx, 'revoke', { id: of.id, status: 'active', roles: ['admin', 'super-admin'] }));
    await machine(cast.admin);
    await expect(machine(cast.superAdmin)).rejects.toThrow('last super admin');
  });

  it('is not made when the second person comes after a day, when it was taken back, or when the person was suspended meanwhile', async () => {
    await ask(cast.superAdmin, cast.admin);
    const later = new Date(Date.now() + 24 * 3_600_000 + 1_000);
    vi.spyOn(clock, 'now').mockReturnValue(later);
    expect(await confirm(cast.formerTeacher)).toMatchObject({ code: 'LOCKED' });
    // Whoever asks again after that day is heard.
    expect(await ask(cast.superAdmin, cast.admin)).toMatchObject({ ok: true });
    vi.restoreAllMocks();
    const taken = await perform(withdrawSuperAdmin.definition, await signedIn(cast.formerTeacher), { requestId: await requestId() });
    expect(taken).toMatchObject({ ok: true });
    expect(await confirm(cast.formerTeacher)).toMatchObject({ code: 'LOCKED' });
    await ask(cast.superAdmin, cast.admin);
    await asSystem('test', ({ tx }) => tx.execute(sql`update users set status = 'suspended' where id = ${cast.admin.id}`));
    expect(await confirm(cast.formerTeacher)).toMatchObject({ code: 'LOCKED' });
    await asSystem('test', ({ tx }) => tx.execute(sql`update users set status = 'active' where id = ${cast.admin.id}`));
    expect(await isSuperAdmin(cast.admin)).toBe(false);
  });

  it('is told in the app when another asks; whoever asks and whoever it is about is not', async () => {
    await ask(cast.superAdmin, cast.admin);
    const told = (one: { id: string }) => count('notifications', `kind = 'super-admin-request' and user_id = '${one.id}' and link = '/accounts/${cast.admin.id}'`);
    expect(await told(cast.formerTeacher)).toBe(1);
    expect(await told(cast.superAdmin)).toBe(0);
    expect(await told(cast.admin)).toBe(0);
  });

  it('cannot be asked for by an admin, nor be a student', async () => {
    expect(await ask(cast.admin, cast.grace)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await ask(cast.superAdmin, { id: cast.tunde.userId })).toMatchObject({ code: 'LOCKED', message: expect.stringContaining('student') });
  });
});

describe('an admin who has lost the phone and the recovery codes', () => {
  const phones = () => count('second_factors', `user_id = '${cast.admin.id}'`);
  beforeEach(() => asSystem('test', ({ tx }) => tx.execute(sql`
    insert into second_factors (user_id, sealed_secret, set_at) values (${cast.admin.id}, 'sealed', now()) on conflict do nothing`)));

  it('gets in again when two super admins say so: sessions end, and the owner is written to', async () => {
    const session = await signedIn(cast.admin);
    expect(await ask(cast.superAdmin, cast.admin, 'reset-factor')).toMatchObject({ ok: true });
    expect(await confirm(cast.superAdmin)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await phones()).toBe(1);
    expect(await confirm(cast.formerTeacher)).toMatchObject({ ok: true });
    expect(await phones()).toBe(0);
    expect(await isSuperAdmin(cast.admin)).toBe(false);
    expect(session.tokenHash && (await loadActor({ tokenHash: session.tokenHash }))).toBeNull();
    expect(await count('events', `name = 'accounts.second-factor-reset' and subject_id = '${cast.admin.id}'`)).toBe(1);
  });

  it('does not when the phone was taken away meanwhile; and for a teacher nobody asks two', async () => {
    await ask(cast.superAdmin, cast.admin, 'reset-factor');
    await asSystem('test', ({ tx }) => tx.execute(sql`delete from second_factors`));
    expect(await confirm(cast.formerTeacher)).toMatchObject({ code: 'LOCKED', message: expect.stringContaining('no second step') });
    expect(await ask(cast.superAdmin, cast.grace, 'reset-factor')).toMatchObject({ code: 'LOCKED', message: expect.stringContaining('one of the office is enough') });
  });
});
