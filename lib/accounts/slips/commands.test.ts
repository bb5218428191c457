import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'drizzle-orm';
import type { Cast } from '@/db/seed/school';
import { loadActor } from '@/lib/platform/actor';
import { perform, type Definition } from '@/lib/platform/perform';
import { asSystem } from '@/lib/platform/system';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { count, seed, signedIn, stranger } from '@/tests/support/people';
import { checkPassword } from '../passwords/commands';
import { printSlips, type PrintedSlip } from './commands';
import { drawSlips } from './paper';
import { print } from './policy';
import { slipsInput } from './schema';

let db: TestDatabase;
let cast: Cast;
beforeAll(async () => {
  db = await testDatabase();
  cast = await seed();
  // As after an import: nobody of these has chosen a password.
  await asSystem('test', async ({ tx }) => {
    await tx.execute(sql`update users set status = 'pending', password_hash = null, one_time_hash = 'x'
      where id in (${cast.tunde.userId}, ${cast.tundesMother.id}, ${cast.aminasFather.id}, ${cast.mrObi.id}, ${cast.formerTeacher.id})`);
    await tx.execute(sql`insert into user_roles (user_id, role) values (${cast.formerTeacher.id}, 'admin')`);
  });
});
afterAll(() => db.close());

const definition: Definition<typeof slipsInput, void, PrintedSlip[]> = {
  name: 'accounts.print-slips', input: slipsInput, allow: print, isSecret: true, run: printSlips,
};
const printed = async (by: { id: string }, input: object) => {
  const answer = await perform(definition, await signedIn(by), input);
  if (!answer.ok) throw new Error(answer.message);
  return answer.data;
};

describe('sign-in slips', () => {
  it('of a class are for its children and their families, but not for who has a password already', async () => {
    const slips = await printed(cast.superAdmin, { classId: cast.class2A.id });
    expect(slips.map(({ name, about }) => [name, about])).toEqual([
      ['Adébáyọ̀ Túndé', 'JSS 2A'],
      ['Adébáyọ̀ Ìyábọ̀', 'Parent of Adébáyọ̀ Túndé (JSS 2A), Adébáyọ̀ Chidi (JSS 2B)'],
      ['Danjuma Bashir', 'Parent of Danjuma Amina (JSS 2A)'],
    ]);
    expect(await count('events', `name = 'accounts.slips-printed' and detail ->> 'count' = '3'`)).toBe(1);
  });

  it('open the door once; a later printing makes the earlier slip useless and ends what it opened', async () => {
    const [first] = await printed(cast.superAdmin, { classId: cast.class2A.id });
    if (!first) throw new Error('no slip');
    expect(await checkPassword({ identifier: first.username, password: first.password }, stranger)).not.toBeNull();
    const opened = await signedIn({ id: first.userId });
    const [second] = await printed(cast.superAdmin, { classId: cast.class2A.id });
    expect(await checkPassword({ identifier: first.username, password: first.password }, stranger)).toBeNull();
    expect(await checkPassword({ identifier: first.username, password: second?.password ?? '' }, stranger)).not.toBeNull();
    expect(opened.tokenHash && (await loadActor({ tokenHash: opened.tokenHash }))).toBeNull();
  });

  it('an admin prints none for another member of the office; the super admin does', async () => {
    expect((await printed(cast.admin, { staff: 'on' })).map((one) => one.name)).toEqual(['Obi Chinedu']);
    expect((await printed(cast.superAdmin, { staff: 'on' })).map((one) => one.name)).toEqual(['Briggs Tamuno', 'Obi Chinedu']);
  });

  it('say so when there is nobody left to hand one to', async () => {
    await expect(printed(cast.superAdmin, { classId: cast.class2B.id }).then(() => printed(cast.superAdmin, {}))).rejects.toThrow('Everybody here has signed in already');
  });

  it('fit eight on a page, with the school’s letters', async () => {
    const one = { userId: 'x', name: 'Ọ̀ṣúnlàjà Dáre', username: 'THS-PAR-001', about: 'Parent of Adébáyọ̀ Túndé (JSS 2A)', password: '7KQ2-M9XD-4TRA-PZ' };
    const pdf = Buffer.from(await drawSlips(Array.from({ length: 9 }, () => one), { schoolName: 'Treasure-Home School', address: 'http://school.local:3000' }));
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(2);
    expect(pdf.toString('latin1')).toContain('NotoSans');
  });
});
