import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Cast } from '@/db/seed/school';
import * as actions from '@/lib/accounts/actions';
import { createAccounts } from '@/lib/accounts/commands';
import { loadActor } from '@/lib/platform/actor';
import { clock } from '@/lib/platform/clock';
import { hashPassword } from '@/lib/platform/hashing';
import { perform } from '@/lib/platform/perform';
import { asSystem } from '@/lib/platform/system';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { actorOf, count, seed, signedIn, stranger } from '@/tests/support/people';
import { checkPassword } from '../passwords/commands';
import * as own from './actions';
import { emptyBin } from './purge/commands';
import { listDisabled } from './queries';

const PASSWORD = 'calm river stone 11';
let db: TestDatabase;
let cast: Cast;
beforeAll(async () => {
  db = await testDatabase();
  cast = await seed();
  const hash = await hashPassword(PASSWORD, 4);
  await asSystem('test', ({ tx }) => tx.execute(sql`update users set password_hash = ${hash}, email = lower(username) || '@example.ng'`));
});
afterAll(() => db.close());
afterEach(() => vi.restoreAllMocks());

const disable = async (by: { id: string }, of: { id: string }, confirmPassword = PASSWORD) =>
  perform(own.disable.definition, await signedIn(by), { userId: of.id, confirmPassword });
const restore = async (by: { id: string }, of: { id: string }) => perform(own.restore.definition, await signedIn(by), { userId: of.id });
const inDays = (days: number) => {
  const at = new Date(Date.now() + days * 86_400_000);
  vi.spyOn(clock, 'now').mockReturnValue(at);
};
const attempt = (username: string, address = '10.6.0.1') => checkPassword({ identifier: username, password: PASSWORD }, { ...stranger, address });
const namesInBin = async (who: { id: string }) => (await listDisabled(await actorOf(who), 1)).rows.map((row) => row.username);

describe('the recycle bin', () => {
  it('takes an account with the own password; its sign-ins end, nobody signs in to it; taken out, everything is as before', async () => {
    const phone = await signedIn(cast.mrObi);
    expect(await disable(cast.admin, cast.mrObi, 'a guess')).toMatchObject({ code: 'INVALID' });
    expect(await disable(cast.admin, cast.mrObi)).toMatchObject({ ok: true });
    expect(await disable(cast.admin, cast.mrObi)).toMatchObject({ code: 'CONFLICT' });
    expect(phone.tokenHash && (await loadActor({ tokenHash: phone.tokenHash }))).toBeNull();
    const signIn = () => perform(actions.signIn.definition, { ...stranger, address: '10.6.1.1' }, { identifier: 'THS-TCH-002', password: PASSWORD });
    expect(await signIn()).toMatchObject({ ok: true, data: { refused: expect.any(String) } });
    // The bin has one way out: not through a suspension, and not through a slip.
    expect(await perform(actions.suspend.definition, await signedIn(cast.admin), { userId: cast.mrObi.id })).toMatchObject({ code: 'LOCKED' });
    expect(await perform(actions.issuePassword.definition, await signedIn(cast.admin), { userId: cast.mrObi.id })).toMatchObject({ code: 'LOCKED' });
    expect(await namesInBin(cast.admin)).toEqual(['THS-TCH-002']);
    expect(await restore(cast.admin, cast.mrObi)).toMatchObject({ ok: true });
    expect(await signIn()).toMatchObject({ ok: true, data: { token: expect.any(String) } });
    expect(await restore(cast.admin, cast.mrObi)).toMatchObject({ code: 'CONFLICT' });
  });

  it('nobody puts themselves into it, an admin nobody of the office; the last super admin stays, even when two act at once', async () => {
    expect(await disable(cast.superAdmin, cast.superAdmin)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await disable(cast.admin, cast.superAdmin)).toMatchObject({ code: 'FORBIDDEN' });
    await asSystem('test', ({ tx }) => tx.execute(sql`insert into user_roles (user_id, role) values (${cast.mrsMusa.id}, 'super-admin')`));
    const both = await Promise.all([disable(cast.superAdmin, cast.mrsMusa), disable(cast.mrsMusa, cast.superAdmin)]);
    expect(both.filter((one) => one.ok).length).toBeLessThanOrEqual(1);
    expect(await count('users u', `status = 'active' and exists (select 1 from user_roles r where r.user_id = u.id and r.role = 'super-admin')`)).toBeGreaterThanOrEqual(1);
    expect(await namesInBin(cast.admin)).toEqual([]);
    await asSystem('test', async ({ tx }) => {
      await tx.execute(sql`update users set status = 'active', disabled_at = null where status = 'disabled'`);
      await tx.execute(sql`delete from user_roles where user_id = ${cast.mrsMusa.id} and role = 'super-admin'`);
    });
  });

  it('is emptied after thirty days: contacts and sign-in go, the name stays; who is still on the staff list waits', async () => {
    await disable(cast.admin, cast.mrObi);
    await disable(cast.admin, cast.formerTeacher);
    await asSystem('test', ({ tx }) => tx.execute(sql`update staff set left_on = ${cast.today} where user_id = ${cast.formerTeacher.id}`));
    inDays(29.9);
    expect(await asSystem('test', emptyBin)).toEqual({ removed: 0, emptied: 0 });
    inDays(30.1);
    expect(await asSystem('test', emptyBin)).toEqual({ removed: 0, emptied: 1 });
    expect(await count('users', `id = '${cast.formerTeacher.id}' and display_name = 'Briggs Tamuno' and username = 'THS-TCH-004'
      and email is null and phone is null and password_hash is null and deleted_at is not null`)).toBe(1);
    expect(await count('sessions', `user_id = '${cast.formerTeacher.id}'`)).toBe(0);
    expect(await count('class_teachers ct', `exists (select 1 from staff s where s.id = ct.staff_id and s.user_id = '${cast.formerTeacher.id}')`)).toBe(1);
    vi.restoreAllMocks();
    expect(await restore(cast.admin, cast.formerTeacher)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await attempt('THS-TCH-004')).toBeNull();
    expect(await namesInBin(cast.admin)).toEqual(['THS-TCH-002']);
    expect(await restore(cast.admin, cast.mrObi)).toMatchObject({ ok: true });
  });

  it('an account that was made by mistake, and that nothing refers to, goes altogether; the history still says that it was', async () => {
    const [made] = await asSystem('test', (ctx) => createAccounts(ctx, [{ displayName: 'Mistake Made', role: 'parent' }]));
    const id = made?.id ?? '';
    expect(await disable(cast.admin, { id })).toMatchObject({ ok: true });
    inDays(31);
    expect(await asSystem('test', emptyBin)).toEqual({ removed: 1, emptied: 0 });
    expect(await count('users', `id = '${id}'`)).toBe(0);
    expect(await count('events', `name = 'accounts.removed' and detail::text like '%Mistake Made%'`)).toBe(1);
  });
});

describe('unlocking', () => {
  it('lets Grace in at once after somebody guessed from her place, and an admin unlocks no super admin', async () => {
    for (let time = 0; time < 5; time += 1) await checkPassword({ identifier: 'THS-TCH-001', password: 'a guess' }, { ...stranger, address: '10.6.2.1' }).catch(() => null);
    await expect(attempt('THS-TCH-001', '10.6.2.1')).rejects.toMatchObject({ code: 'LIMITED' });
    expect(await perform(own.unlock.definition, await signedIn(cast.admin), { userId: cast.superAdmin.id })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await perform(own.unlock.definition, await signedIn(cast.admin), { userId: cast.grace.id })).toMatchObject({ ok: true });
    expect(await attempt('THS-TCH-001', '10.6.2.1')).toMatchObject({ userId: cast.grace.id });
  });
});
