import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { perform } from '@/lib/platform/perform';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { actorOf, count, seed, signedIn } from '@/tests/support/people';
import { addGuardian, editGuardian } from './actions';
import { getGuardian, getGuardianPage, listGuardians } from './queries';
import { recordOf } from './records/rules';

let db: TestDatabase;
let cast: Cast;
beforeAll(async () => {
  db = await testDatabase();
  cast = await seed();
});
afterAll(() => db.close());

const ngozi = { surname: 'Okafor', first_name: 'Ngozi', phone: '0803 555 7777', email: '', occupation: 'Tailor' };
const add = async (more: object = {}, by: { id: string } = cast.admin) => perform(addGuardian.definition, await signedIn(by), { ...ngozi, ...more });

describe('a new guardian', () => {
  it('of Amina gets an account and a slip, and sees nothing of her yet', async () => {
    const answer = await add({ studentId: cast.amina.id, relationship: 'aunt' });
    expect(answer).toMatchObject({ ok: true, data: { isLinked: true, slip: { username: expect.stringMatching(/^THS-PAR-/) } } });
    const [user] = await listed('Okafor');
    expect(user).toMatchObject({ children: 'Danjuma Amina', phone: '+2348035557777' });
    expect(await count('guardian_links l join guardians g on g.id = l.guardian_id', `g.surname = 'Okafor' and l.verified_at is null and not l.may_pick_up`)).toBe(1);
  });

  it('whom the school has already is asked about by name: Mrs Bello is also an aunt', async () => {
    expect(await add()).toMatchObject({ fields: { phone: expect.stringContaining('This is Okafor Ngozi, guardian of Amina, who is on the list') } });
    const tunde = { studentId: cast.tunde.id, relationship: 'aunt' };
    const asked = await add(tunde);
    expect(asked).toMatchObject({ code: 'INVALID', fields: { is: expect.stringContaining('This is Okafor Ngozi, guardian of Amina') } });
    const people = await count('users');
    expect(await add({ ...tunde, is: (asked as unknown as { data: { is: string } }).data.is })).toMatchObject({ ok: true, data: { slip: null, isLinked: true } });
    expect(await count('users')).toBe(people);
  });

  it('who works here keeps the one account and becomes a parent too', async () => {
    await perform((await import('@/lib/people/staff/actions')).addStaff.definition, await signedIn(cast.admin), {
      title: 'Mrs', surname: 'Udo', firstName: 'Ini', gender: 'female', role: 'teacher', phone: '0803 666 0001', email: '',
    });
    const udo = { surname: 'Udo', first_name: 'Ini', phone: '0803 666 0001' };
    const asked = await add(udo);
    expect(asked).toMatchObject({ fields: { is: expect.stringMatching(/This is Udo Ini \(THS-TCH-/) } });
    expect(await add({ ...udo, is: (asked as unknown as { data: { is: string } }).data.is })).toMatchObject({ ok: true, data: { slip: null } });
    expect(await count('user_roles r join users u on u.id = r.user_id', `u.display_name = 'Udo Ini' and r.role in ('teacher', 'parent')`)).toBe(2);
  });

  it('can be reached, is related, and is the office’s to add', async () => {
    expect(await add({ phone: '' })).toMatchObject({ fields: { phone: expect.stringContaining('phone number or an e-mail') } });
    expect(await add({ phone: '0803 555 0099', studentId: cast.tunde.id })).toMatchObject({ fields: { relationship: expect.any(String) } });
    expect(await add({}, cast.grace)).toMatchObject({ code: 'FORBIDDEN' });
  });
});

const listed = async (q: string, by: { id: string } = cast.admin) => (await listGuardians(await actorOf(by), { q, page: 1 })).rows;

describe('the directory', () => {
  it('is searched by name without accents, and by part of a number however it is written', async () => {
    for (const q of ['adebayo iyabo', '0803 123 4567', '+234 803 123 4567', '1234567']) {
      expect((await listed(q)).map((row) => row.surname)).toEqual(['Adébáyọ̀']);
    }
    expect(await listed('0999 000')).toEqual([]);
  });

  it('is the office’s alone', async () => {
    for (const by of [cast.grace, cast.tundesMother, { id: cast.tunde.userId }]) {
      expect(await listed('', by)).toEqual([]);
      await expect(getGuardianPage(await actorOf(by), cast.tundesMother.guardianId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
  });
});

describe('contact details', () => {
  const save = async (by: { id: string }, more: object) => {
    const actor = await actorOf(cast.superAdmin);
    const record = recordOf(await getGuardian(actor, { guardianId: cast.tundesMother.guardianId }));
    return perform(editGuardian.definition, await signedIn(by), { ...record, ...more, guardianId: cast.tundesMother.guardianId, seen: JSON.stringify(record) });
  };

  it('are those of the account: the new number signs in, and belongs to nobody else', async () => {
    expect(await save(cast.admin, { phone: '0803 765 4321' })).toMatchObject({ ok: true });
    expect(await count('users', `id = '${cast.tundesMother.id}' and phone = '+2348037654321'`)).toBe(1);
    expect(await save(cast.admin, { phone: '+2348031234568' })).toMatchObject({ fields: { phone: expect.stringContaining('Danjuma Bashir’s') } });
    expect(await save(cast.tundesMother, { phone: '0803 765 0000' })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('of an admin with children here are the super admin’s to change', async () => {
    const { asSystem } = await import('@/lib/platform/system');
    await asSystem('test', async ({ tx }) => void (await tx.execute(`insert into user_roles (user_id, role) values ('${cast.tundesMother.id}', 'admin')`)));
    expect(await save(cast.admin, { occupation: 'Judge' })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await save(cast.superAdmin, { occupation: 'Judge' })).toMatchObject({ ok: true });
  });
});
