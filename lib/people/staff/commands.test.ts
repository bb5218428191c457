import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { checkPassword } from '@/lib/accounts/passwords/commands';
import { perform } from '@/lib/platform/perform';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { count, seed, signedIn, stranger } from '@/tests/support/people';
import { addStaff } from './actions';

let db: TestDatabase;
let cast: Cast;
beforeAll(async () => {
  db = await testDatabase();
  cast = await seed();
});
afterAll(() => db.close());

const person = { title: 'Mr', surname: 'Ọ̀ṣúnlàjà', firstName: 'Dáre', gender: 'male', role: 'teacher', phone: '', email: '' };
const add = async (by: { id: string }, more: object = {}) => perform(addStaff.definition, await signedIn(by), { ...person, ...more });

describe('a new member of staff', () => {
  it('gets a number, an account and a first password that works; the history says who added whom', async () => {
    const before = await count('staff');
    const answer = await add(cast.admin, { phone: '0803 999 0000', email: 'Dare@Example.ng' });
    if (!answer.ok || !('password' in answer.data)) throw new Error('no slip');
    expect(answer.data).toMatchObject({ name: 'Ọ̀ṣúnlàjà Dáre', username: expect.stringMatching(/^THS-TCH-\d+$/) });
    expect(await count('staff')).toBe(before + 1);
    expect(await count('users', `phone = '+2348039990000' and email = 'dare@example.ng' and status = 'pending'`)).toBe(1);
    expect(await checkPassword({ identifier: '0803 999 0000', password: answer.data.password }, stranger)).not.toBeNull();
    expect(await count('events', `name = 'people.staff-added' and detail -> 'after' ->> 'name' = 'Ọ̀ṣúnlàjà Dáre'`)).toBe(1);
  });

  it('is asked about when the name is on the list already, and is told whose a phone number is', async () => {
    const staff = await count('staff');
    expect(await add(cast.admin, { surname: 'OSUNLAJA', firstName: 'dare', phone: '+2348039990000', email: 'dare@example.ng' })).toMatchObject({
      code: 'INVALID',
      fields: {
        isAnother: expect.stringContaining('on the staff list already (THS-TCH-'),
        phone: 'That number is already Ọ̀ṣúnlàjà Dáre’s. Give another, or none.',
        email: 'That address is already Ọ̀ṣúnlàjà Dáre’s. Give another, or none.',
      },
    });
    expect(await count('staff')).toBe(staff);
    expect(await add(cast.admin, { isAnother: 'on' })).toMatchObject({ ok: true });
  });

  it('of the office is the super admin’s to add', async () => {
    expect(await add(cast.admin, { role: 'admin', surname: 'Zubairu' })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await add(cast.superAdmin, { role: 'admin', surname: 'Zubairu' })).toMatchObject({ ok: true });
    expect(await add(cast.superAdmin, { role: 'super-admin', surname: 'Zubairu' })).toMatchObject({ code: 'INVALID' });
  });

  it.each([
    ['an empty name', { surname: ' ' }, 'surname', /Write the surname/],
    ['a formula', { firstName: '=1+1' }, 'firstName', /formula/],
    ['nothing but zero-width marks', { surname: '\u200b\u200b' }, 'surname', /invisible|Write the surname/],
    ['a bidi override', { surname: 'Ade\u202e' }, 'surname', /cannot be printed/],
    ['a phone of letters', { phone: 'eight' }, 'phone', /not a phone number/],
    ['an address without a host', { email: 'dare@' }, 'email', /not an e-mail address/],
    ['a number in place of text', { surname: 7 }, 'surname', /text/],
    ['an object in place of text', { surname: { $ne: '' } }, 'surname', /text/],
  ])('is refused with %s, with a sentence at the field, and nothing is written', async (_, more, field, sentence) => {
    const before = await count('users');
    expect(await add(cast.superAdmin, more)).toMatchObject({ code: 'INVALID', fields: { [field]: expect.stringMatching(sentence) } });
    expect(await count('users')).toBe(before);
  });
});
