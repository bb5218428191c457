import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { checkPassword } from '@/lib/accounts/passwords/commands';
import { perform } from '@/lib/platform/perform';
import { asSystem } from '@/lib/platform/system';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { actorOf, count, seed, signedIn, stranger } from '@/tests/support/people';
import { addStudent } from '../actions';
import { getStudentPage } from '../queries';
import type { Doubts } from './schema';

let db: TestDatabase;
let cast: Cast;
beforeAll(async () => {
  db = await testDatabase();
  cast = await seed();
});
afterAll(() => db.close());

const bola = { surname: 'Ọlátúnjí', first_name: 'Bọ́lá', gender: 'female', date_of_birth: '04/08/2014' };
const mother = {
  guardian1_relationship: 'mother', guardian1_surname: 'Ọlátúnjí', guardian1_first_name: 'Ṣadé', guardian1_phone: '0803 555 0001',
};
const iyabo = {
  guardian1_relationship: 'aunt', guardian1_surname: 'Adébáyọ̀', guardian1_first_name: 'Ìyábọ̀', guardian1_phone: '0803 123 4567',
};
const add = async (more: object = {}, by: { id: string } = cast.admin) =>
  perform(addStudent.definition, await signedIn(by), { ...bola, class_id: cast.class2A.id, ...more });
const added = async (more: object = {}) => {
  const answer = await add(more);
  if (!answer.ok) throw new Error(`${answer.message} ${JSON.stringify(answer.fields)}`);
  return answer.data;
};

describe('a new child', () => {
  it('gets a number, a class, an account and a mother with an account, and both passwords work once', async () => {
    const { studentId, className, slips } = await added(mother);
    expect(className).toBe('JSS 2A');
    expect(slips.map((one) => one.username)).toEqual([expect.stringMatching(/^THS-STU-\d+$/), expect.stringMatching(/^THS-PAR-\d+$/)]);
    for (const { username, password } of slips) {
      expect(await checkPassword({ identifier: username, password }, stranger)).not.toBeNull();
    }
    expect(await count('students', `id = '${studentId}' and date_of_birth = '2014-08-04' and admission_number like 'THS-STU-%'`)).toBe(1);
    const grace = await getStudentPage(await actorOf(cast.grace), studentId);
    expect(grace.record?.guardians).toMatchObject([{ surname: 'Ọlátúnjí', phone: '+2348035550001', relationship: 'mother' }]);
    expect(await count('events', `name = 'people.student-added' and detail -> 'after' ->> 'class' = 'JSS 2A' and 'registers' = any (tables)`)).toBe(1);
  });

  it('of the same name and birthday is asked about by name and number; a yes is a yes to that child alone', async () => {
    const before = await count('students');
    const asked = await add();
    expect(asked).toMatchObject({ code: 'INVALID', fields: { is_another: expect.stringMatching(/^Ọlátúnjí Bọ́lá, born on Mon 4 Aug 2014, is in the records already \(THS-STU-\d+\)/) } });
    expect(await count('students')).toBe(before);
    const doubt = asked.ok ? '' : (asked.data as Doubts).is_another;
    expect(await add({ is_another: cast.tunde.id })).toMatchObject({ code: 'INVALID', fields: { is_another: expect.any(String) } });
    expect(await added({ is_another: doubt })).toMatchObject({ name: 'Ọlátúnjí Bọ́lá' });
  });

  it('whose aunt is Tunde’s mother: she is named, linked only after a yes, and keeps her account', async () => {
    const people = await count('users');
    const asked = await add({ ...iyabo, first_name: 'Káyọ̀dé' });
    expect(asked).toMatchObject({ code: 'INVALID', fields: { guardian1_is: 'This is Adébáyọ̀ Ìyábọ̀, guardian of Túndé and Chidi. To link the same person, tick the box; or give another number.' } });
    expect(await count('users')).toBe(people);
    const { studentId, slips } = await added({ ...iyabo, first_name: 'Káyọ̀dé', guardian1_is: cast.tundesMother.id });
    expect(slips).toHaveLength(1);
    expect((await actorOf(cast.tundesMother)).guardianOf.has(studentId)).toBe(true);
  });

  it('with a number of Tunde’s mother and the name of a stranger: linked after a yes, but seen by nobody before it is verified', async () => {
    const strange = { ...iyabo, guardian1_surname: 'Okafor', guardian1_first_name: 'Ngozi', first_name: 'Rẹ̀mí' };
    expect(await add(strange)).toMatchObject({ fields: { guardian1_is: expect.stringContaining('belongs to Adébáyọ̀ Ìyábọ̀, guardian of Túndé') } });
    const { studentId } = await added({ ...strange, guardian1_is: cast.tundesMother.id });
    expect((await actorOf(cast.tundesMother)).guardianOf.has(studentId)).toBe(false);
  });

  it('does not get the same guardian twice', async () => {
    const again = { guardian2_relationship: 'father', guardian2_surname: 'Ọlátúnjí', guardian2_first_name: 'Dayọ̀', guardian2_phone: '0803 777 0001' };
    const answer = await add({ ...mother, ...again, first_name: 'Fúnmi', guardian1_phone: '0803 777 0001' });
    expect(answer).toMatchObject({ fields: { guardian2_phone: expect.stringContaining('again') } });
  });

  it('for a full class is asked about', async () => {
    await asSystem('test', ({ tx }) => tx.execute(sql`update classes set capacity = 1 where id = ${cast.class2B.id}`));
    const full = { first_name: 'Dúpẹ́', class_id: cast.class2B.id };
    expect(await add(full)).toMatchObject({ fields: { is_over: expect.stringContaining('JSS 2B has 1 student and 1 place') } });
    expect(await add({ ...full, is_over: cast.class2A.id })).toMatchObject({ code: 'INVALID' });
    expect(await added({ ...full, is_over: cast.class2B.id })).toMatchObject({ className: 'JSS 2B' });
  });

  it('keeps the number brought along, and no two children share one', async () => {
    expect((await added({ first_name: 'Tọ́lá', admission_number: 'OLD/17' })).slips[0]?.username).toBe('OLD/17');
    expect(await add({ first_name: 'Wándé', admission_number: 'old/17' })).toMatchObject({ fields: { admission_number: 'OLD/17 is already Ọlátúnjí Tọ́lá’s. Give another, or leave it empty.' } });
    expect(await add({ first_name: 'Wándé', admission_number: 'THS-STU-777' })).toMatchObject({ fields: { admission_number: expect.stringContaining('Leave it empty') } });
  });

  it.each([
    ['no surname', { surname: ' ' }, 'surname', /Write the surname/],
    ['a birthday that is none', { date_of_birth: '31/02/2014' }, 'date_of_birth', /not a date/],
    ['a birthday next year', { date_of_birth: '2099-01-01' }, 'date_of_birth', /future/],
    ['a guardian without a way to reach them', { ...mother, guardian1_phone: '' }, 'guardian1_phone', /phone number or an e-mail/],
    ['a guardian without a relationship', { ...mother, guardian1_relationship: '' }, 'guardian1_relationship', /mother, father/],
    ['a department in junior secondary', { department: 'Science' }, 'department', /Only senior secondary/],
    ['a class of nobody', { class_id: '7d0f7f6e-5a35-4c3c-9e5a-000000000000' }, 'class_id', /running session/],
    ['no class', { class_id: '' }, 'class_id', /Choose a class/],
    ['a formula', { address: '=1+1' }, 'address', /formula/],
  ])('is refused with %s, in the words of the import, and nothing is written', async (_, more, field, sentence) => {
    const before = await count('users');
    expect(await add({ first_name: 'Nobody', ...more })).toMatchObject({ code: 'INVALID', fields: { [field]: expect.stringMatching(sentence) } });
    expect(await count('users')).toBe(before);
  });

  it('is not a teacher’s or a parent’s to add', async () => {
    expect(await add({}, cast.grace)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await add({}, cast.tundesMother)).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('sent twice at the same moment by two desks is one family', async () => {
    const family = { ...mother, first_name: 'Sẹ́gun', guardian1_phone: '0803 888 0001' };
    const answers = await Promise.all([add(family), add(family, cast.superAdmin)]);
    expect(answers.filter((one) => one.ok)).toHaveLength(1);
    expect(await count('users', `phone = '+2348038880001'`)).toBe(1);
  });
});
