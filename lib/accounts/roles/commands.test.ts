import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { changeRoles, issuePassword, reactivate, suspend } from '@/lib/accounts/actions';
import { disable, restore, unlock } from '@/lib/accounts/bin/actions';
import { loadActor } from '@/lib/platform/actor';
import { perform } from '@/lib/platform/perform';
import { asSystem } from '@/lib/platform/system';
import { everybodyChose } from '@/tests/support/passwords';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { count, seed, signedIn } from '@/tests/support/people';
import { checkPassword } from '../passwords/commands';

const PASSWORD = 'calm river stone 11';
let db: TestDatabase;
let cast: Cast;
beforeAll(async () => {
  db = await testDatabase();
  cast = await seed();
  await everybodyChose(PASSWORD);
});
afterAll(() => db.close());

const rolesOf = (id: string) =>
  asSystem('test', async ({ tx }) => (await tx.execute<{ role: string }>(sql`select role from user_roles where user_id = ${id} order by role`)).map((row) => row.role));

const statusOf = (id: string) =>
  asSystem('test', async ({ tx }) => (await tx.execute<{ status: string }>(sql`select status from users where id = ${id}`))[0]?.status);

describe('roles', () => {
  it('the super admin makes Grace a member of the office, with her own password once more; Grace signs in anew', async () => {
    const session = await signedIn(cast.grace);
    const change = async (confirmPassword: string) =>
      perform(changeRoles.definition, await signedIn(cast.superAdmin), { userId: cast.grace.id, teacher: 'on', admin: 'on', confirmPassword, operationId: crypto.randomUUID() });
    expect(await change('a guess')).toMatchObject({ code: 'INVALID', fields: { confirmPassword: 'That is not your own password.' } });
    expect(await rolesOf(cast.grace.id)).toEqual(['teacher']);
    expect(await change(PASSWORD)).toMatchObject({ ok: true });
    // A plain hash of what was sent would let a thief of the table guess the password.
    const plain = createHash('sha256').update('accounts.change-roles').update(JSON.stringify({ userId: cast.grace.id, admin: true, teacher: true, parent: false, confirmPassword: PASSWORD })).digest('hex');
    expect(await count('operations')).toBe(1);
    expect(await count('operations', `encode(input_hash, 'hex') = '${plain}'`)).toBe(0);
    expect(await rolesOf(cast.grace.id)).toEqual(['admin', 'teacher']);
    expect(session.tokenHash && (await loadActor({ tokenHash: session.tokenHash }))).toBeNull();
    expect(await count('events', `name = 'accounts.roles-changed' and detail -> 'after' ->> 'roles' = 'admin, teacher'`)).toBe(1);
  });

  it('an admin gives no role of the office, not even by writing it into the form', async () => {
    const change = async (input: object) => perform(changeRoles.definition, await signedIn(cast.admin), { userId: cast.mrObi.id, confirmPassword: PASSWORD, ...input });
    expect(await change({ teacher: 'on', admin: 'on' })).toMatchObject({ code: 'INVALID', message: 'Nothing was changed.' });
    expect(await change({ teacher: 'on', 'super-admin': 'on' })).toMatchObject({ code: 'INVALID' });
    expect(await change({ teacher: 'on', parent: 'on' })).toMatchObject({ ok: true });
    expect(await rolesOf(cast.mrObi.id)).toEqual(['parent', 'teacher']);
  });

  it('whatever people do to each other in whatever order, nobody rises above who raised them, and a super admin can sign in', async () => {
    await asSystem('test', ({ tx }) => tx.execute(sql`insert into user_roles (user_id, role) values (${cast.formerTeacher.id}, 'super-admin')`));
    const people = [cast.superAdmin, cast.formerTeacher, cast.admin, cast.grace, cast.mrsMusa, cast.tundesMother];
    const step = fc.record({
      by: fc.constantFrom(...people), to: fc.constantFrom(...people), act: fc.constantFrom('roles', 'suspend', 'reactivate', 'password', 'disable', 'restore', 'unlock'),
      ticks: fc.subarray(['admin', 'teacher', 'parent']),
    });
    const confirmed = { ...changeRoles.definition, prepare: undefined, limit: { points: 1e6, seconds: 1 } };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 12 }), async (steps) => {
        for (const { by, to, act, ticks } of steps) {
          const [mine, before, was] = [await rolesOf(by.id), await rolesOf(to.id), await statusOf(to.id)];
          const caller = await signedIn(by);
          if (act === 'roles') {
            await perform(confirmed, caller, { userId: to.id, confirmPassword: 'x', ...Object.fromEntries(ticks.map((role) => [role, 'on'])) });
          } else {
            const definition = { suspend, reactivate, password: issuePassword, disable, restore, unlock }[act].definition;
            const input = act === 'disable' ? { userId: to.id, confirmPassword: 'x' } : { userId: to.id };
            await perform({ ...definition, prepare: undefined, limit: { points: 1e6, seconds: 1 } } as typeof suspend.definition, caller, input);
          }
          const after = await rolesOf(to.id);
          const status = await statusOf(to.id);
          // Nobody changes what stands above or beside them, nor themselves.
          if (status !== was) expect(by.id !== to.id && (mine.includes('super-admin') || !before.some((role) => role === 'super-admin' || role === 'admin'))).toBe(true);
          expect(after.includes('super-admin')).toBe(before.includes('super-admin'));
          if (after.includes('admin') !== before.includes('admin')) expect(mine).toContain('super-admin');
          if (after.join() !== before.join()) expect(mine.some((role) => role === 'super-admin' || role === 'admin')).toBe(true);
          expect(await count('users u', `status = 'active' and exists (select 1 from user_roles r where r.user_id = u.id and r.role = 'super-admin')`)).toBeGreaterThanOrEqual(1);
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe('a lost password', () => {
  it('is replaced by a first password that works, once shown and kept nowhere; the old one and every sign-in are dead', async () => {
    await asSystem('test', ({ tx }) => tx.execute(sql`update users set status = 'active', disabled_at = null, one_time_hash = null`));
    const old = await signedIn(cast.tundesMother);
    const input = { userId: cast.tundesMother.id, operationId: crypto.randomUUID() };
    const caller = await signedIn(cast.superAdmin);
    const answer = await perform(issuePassword.definition, caller, input);
    if (!answer.ok) throw new Error(answer.message);
    const { username, password } = answer.data;
    expect(username).toBe('THS-PAR-001');
    expect(await checkPassword({ identifier: username, password }, old)).toMatchObject({ userId: cast.tundesMother.id });
    expect(await checkPassword({ identifier: username, password: PASSWORD }, { ...old, address: '10.1.1.1' })).toBeNull();
    expect(old.tokenHash && (await loadActor({ tokenHash: old.tokenHash }))).toBeNull();
    expect(await perform(issuePassword.definition, caller, input)).toMatchObject({ code: 'CONFLICT' });
    for (const table of ['operations', 'events', 'users', 'outbox']) expect(await count(`${table} t`, `t::text like '%${password}%'`), table).toBe(0);
  });
});
