import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { loadActor } from '@/lib/platform/actor';
import { perform } from '@/lib/platform/perform';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { actorOf, count, seed, signedIn } from '@/tests/support/people';
import { editStaff } from '../actions';
import { getStaffRecord } from './queries';

let db: TestDatabase;
let cast: Cast;
beforeAll(async () => {
  db = await testDatabase();
  cast = await seed();
});
afterAll(() => db.close());

const save = async (by: { id: string }, whom: { id: string }, more: object) => {
  const { record } = await getStaffRecord(await actorOf(cast.superAdmin), { userId: whom.id });
  return perform(editStaff.definition, await signedIn(by), { ...record, ...more, userId: whom.id, seen: JSON.stringify(record) });
};

describe('the record of a member of staff', () => {
  it('is corrected by the office; a number of Tunde’s mother is hers', async () => {
    expect(await save(cast.admin, cast.grace, { title: 'Dr', phone: '0803 222 3333' })).toMatchObject({ ok: true });
    expect(await count('users', `id = '${cast.grace.id}' and phone = '+2348032223333'`)).toBe(1);
    expect(await save(cast.admin, cast.grace, { phone: '0803 123 4567' })).toMatchObject({ fields: { phone: expect.stringContaining('Adébáyọ̀ Ìyábọ̀’s') } });
  });

  it('of the office is the super admin’s to change: a phone number opens an account', async () => {
    for (const whom of [cast.superAdmin, cast.admin]) expect(await save(cast.admin, whom, { phone: '0803 222 4444' })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await save(cast.superAdmin, cast.admin, { phone: '0803 222 4444' })).toMatchObject({ ok: true });
    expect(await save(cast.grace, cast.mrObi, { title: 'Chief' })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('with a last day: Grace’s class, sign-ins and account end at once, and undo opens the account again', async () => {
    const { tokenHash } = await signedIn(cast.grace);
    const left = await save(cast.admin, cast.grace, { left_on: cast.today });
    expect(left).toMatchObject({ ok: true });
    expect(tokenHash && (await loadActor({ tokenHash }))).toBeNull();
    expect(await count('class_teachers', `staff_id = '${cast.grace.staffId}' and ended_at is null`)).toBe(0);
    expect(await count('users', `id = '${cast.grace.id}' and status = 'disabled'`)).toBe(1);
    expect(await save(cast.admin, cast.grace, { left_on: '' })).toMatchObject({ ok: true });
    expect((await actorOf(cast.grace)).teaches.size).toBe(0);
  });

  it('cannot get a last day that has not come, nor one’s own', async () => {
    expect(await save(cast.admin, cast.mrObi, { left_on: '2099-01-01' })).toMatchObject({ fields: { left_on: expect.stringContaining('not come yet') } });
    expect(await save(cast.superAdmin, cast.superAdmin, { left_on: cast.today })).toMatchObject({ fields: { left_on: expect.any(String) } });
  });
});
