import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { perform } from '@/lib/platform/perform';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { actorOf, count, seed, signedIn } from '@/tests/support/people';
import { editMedical, openMedical } from '../actions';
import { getStudentPage } from '../queries';

let db: TestDatabase;
let cast: Cast;
beforeAll(async () => {
  db = await testDatabase();
  cast = await seed();
});
afterAll(() => db.close());

const open = async (by: { id: string }) => perform(openMedical.definition, await signedIn(by), { studentId: cast.tunde.id });
const nothing = { blood_group: '', genotype: '', allergies: '', notes: '' };
const save = async (by: { id: string }, more: object, seen: object = nothing) =>
  perform(editMedical.definition, await signedIn(by), { ...seen, ...more, studentId: cast.tunde.id, seen: JSON.stringify(seen) });
const looks = () => count('events', `name = 'people.medical-opened' and subject_id = '${cast.tunde.id}'`);

describe('the medical notes of Tunde', () => {
  it('are written by the office, with what stood before in the history; every teacher of his class sees that there is an allergy', async () => {
    expect(await save(cast.admin, { allergies: 'Groundnuts', genotype: 'as' })).toMatchObject({ ok: true });
    expect(await count('events', `name = 'people.medical-edited' and detail -> 'before' ->> 'allergies' = '' and detail -> 'after' ->> 'genotype' = 'AS'`)).toBe(1);
    expect((await getStudentPage(await actorOf(cast.mrObi), cast.tunde.id)).hasAllergies).toBe(true);
    expect(JSON.stringify(await getStudentPage(await actorOf(cast.mrObi), cast.tunde.id))).not.toContain('Groundnuts');
  });

  it('are read by Grace, the office, his mother and himself, and each look leaves exactly one line', async () => {
    for (const [index, by] of [cast.grace, cast.admin, cast.tundesMother, { id: cast.tunde.userId }].entries()) {
      expect(await open(by)).toMatchObject({ ok: true, data: { allergies: 'Groundnuts', genotype: 'AS' } });
      expect(await looks()).toBe(index + 1);
      expect(await count('events', `name = 'people.medical-opened' and actor_id = '${by.id}'`)).toBe(1);
    }
  });

  it('are not for his Mathematics teacher, a former guardian, an unverified one, or another child’s father', async () => {
    const before = await looks();
    expect(await open(cast.mrObi)).toMatchObject({ code: 'FORBIDDEN' });
    for (const by of [cast.formerGuardian, cast.unverifiedGuardian, cast.aminasFather, cast.mrsMusa]) expect(await open(by)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await looks()).toBe(before);
  });

  it('are not the teacher’s or the family’s to write, and two desks do not overwrite each other', async () => {
    for (const by of [cast.grace, cast.tundesMother]) expect(await save(by, { notes: 'x' })).toMatchObject({ code: 'FORBIDDEN' });
    const seen = { ...nothing, allergies: 'Groundnuts', genotype: 'AS' };
    expect(await save(cast.superAdmin, { allergies: 'Groundnuts, milk' }, seen)).toMatchObject({ ok: true });
    expect(await save(cast.admin, { allergies: 'Fish' }, seen)).toMatchObject({ code: 'CONFLICT', fields: { allergies: expect.stringContaining('Groundnuts, milk') } });
    expect(await save(cast.admin, { notes: 'Has a pen.' }, seen)).toMatchObject({ ok: true });
    expect(await save(cast.admin, { blood_group: 'Q' }, seen)).toMatchObject({ fields: { blood_group: expect.stringContaining('not a blood group') } });
  });

  it('without an allergy any more take the flag away', async () => {
    expect(await save(cast.admin, { allergies: '' }, { ...nothing, allergies: 'Groundnuts, milk' })).toMatchObject({ ok: true });
    expect((await getStudentPage(await actorOf(cast.grace), cast.tunde.id)).hasAllergies).toBe(false);
  });
});
