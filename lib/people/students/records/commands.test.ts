import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { perform } from '@/lib/platform/perform';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { actorOf, count, seed, signedIn } from '@/tests/support/people';
import { editStudent } from '../actions';
import { getRecord } from './queries';

let db: TestDatabase;
let cast: Cast;
beforeAll(async () => {
  db = await testDatabase();
  cast = await seed();
});
afterAll(() => db.close());

const opened = async () => (await getRecord(await actorOf(cast.admin), { studentId: cast.tunde.id })).record;
const save = async (by: { id: string }, seen: object, more: object) =>
  perform(editStudent.definition, await signedIn(by), { ...seen, ...more, studentId: cast.tunde.id, seen: JSON.stringify(seen) });

describe('Tunde’s record', () => {
  it('is changed where the office typed something else, and the history says from what to what', async () => {
    const seen = await opened();
    expect(await save(cast.admin, seen, { address: '12 Ajose Street', date_of_birth: '02/05/2014', emergency_phone: '0803 123 9999' })).toMatchObject({ ok: true });
    expect(await opened()).toEqual({ ...seen, address: '12 Ajose Street', date_of_birth: '2014-05-02', emergency_phone: '+2348031239999' });
    expect(await count('events', `name = 'people.student-edited' and detail -> 'before' ->> 'date_of_birth' = '2014-05-01' and not detail -> 'after' ? 'surname'`)).toBe(1);
  });

  it('takes his account and the search along when his name is corrected', async () => {
    expect(await save(cast.admin, await opened(), { other_names: 'Ọlálékan' })).toMatchObject({ ok: true });
    expect(await count('students', `search_name = 'adebayo tunde olalekan'`)).toBe(1);
    expect(await count('users', `display_name = 'Adébáyọ̀ Túndé Ọlálékan'`)).toBe(1);
    // An open register of his class shows him under the new name.
    expect(await count('events', `name = 'people.student-edited' and detail -> 'after' ? 'other_names' and 'registers' = any (tables) and 'class:${cast.class2A.id}' = any (scopes)`)).toBe(1);
  });

  it('opened at two desks: different fields are both kept; the same field is asked about, with who changed it', async () => {
    const seen = await opened();
    expect(await save(cast.superAdmin, seen, { lga: 'Ifo' })).toMatchObject({ ok: true });
    expect(await save(cast.admin, seen, { house: 'Red' })).toMatchObject({ ok: true });
    expect(await opened()).toMatchObject({ lga: 'Ifo', house: 'Red' });
    const asked = await save(cast.admin, seen, { lga: 'Ota', address: '1 Iju Close' });
    expect(asked).toMatchObject({
      code: 'CONFLICT', message: expect.stringContaining('Ehigie'), fields: { lga: expect.stringContaining('changed this to “Ifo” meanwhile') },
      data: { seen: { lga: 'Ifo', house: 'Red' }, values: { lga: 'Ota', address: '1 Iju Close', house: 'Red' } },
    });
    expect(await opened()).toMatchObject({ lga: 'Ifo' });
    const { seen: now, values } = (asked as unknown as { data: { seen: object; values: object } }).data;
    expect(await save(cast.admin, now, values)).toMatchObject({ ok: true });
    expect(await opened()).toMatchObject({ lga: 'Ota', address: '1 Iju Close', house: 'Red' });
  });

  it('is changed back by undo, which is the same act the other way round', async () => {
    const before = await opened();
    const answer = await save(cast.admin, before, { house: 'Blue' });
    if (!answer.ok) throw new Error(answer.message);
    expect(await save(cast.admin, answer.data.after, answer.data.before)).toMatchObject({ ok: true });
    expect(await opened()).toEqual(before);
  });

  it('is not saved when nothing differs, nor with a birthday of nobody', async () => {
    expect(await save(cast.admin, await opened(), {})).toMatchObject({ code: 'INVALID', message: 'Nothing was changed.' });
    expect(await save(cast.admin, await opened(), { date_of_birth: '2098-01-01' })).toMatchObject({ fields: { date_of_birth: expect.stringContaining('future') } });
    expect(await perform(editStudent.definition, await signedIn(cast.admin), { ...(await opened()), studentId: cast.tunde.id, seen: 'no json' })).toMatchObject({ code: 'INVALID' });
  });

  it('is not Grace’s or his mother’s to change', async () => {
    for (const by of [cast.grace, cast.tundesMother]) expect(await save(by, await opened(), { house: 'Green' })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await save(cast.aminasFather, await opened(), { house: 'Green' })).toMatchObject({ code: 'NOT_FOUND' });
  });
});
