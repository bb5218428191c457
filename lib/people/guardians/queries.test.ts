import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '@/db/client';
import type { Cast } from '@/db/seed/school';
import { listRequests } from '@/lib/people/change-requests/queries';
import { getClassCards } from '@/lib/classes/cards/queries';
import { getChoices } from '@/lib/people/students/newcomers/queries';
import type { Actor } from '@/lib/platform/actor';
import { getStays } from '@/lib/people/students/placements/queries';
import { statementsOf } from '@/tests/support/counted';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { actorOf, seed } from '@/tests/support/people';
import { getGuardianPage, listGuardians } from './queries';

let db: TestDatabase;
let cast: Cast;
beforeAll(async () => {
  db = await testDatabase();
  cast = await seed();
});
afterAll(() => db.close());

describe('the pages of people ask the database a few times, whatever the number of rows', () => {
  it.each([
    ['the guardians', 2, () => (actor: Actor, tx: Tx) => listGuardians(actor, { q: '', page: 1 }, tx)],
    ['one guardian', 2, (all: Cast) => (actor: Actor, tx: Tx) => getGuardianPage(actor, all.tundesMother.guardianId, tx)],
    ['the queue of requests', 2, () => (actor: Actor, tx: Tx) => listRequests(actor, { mine: false, page: 1 }, tx)],
    ['the form of a new student', 2, () => (actor: Actor, tx: Tx) => getChoices(actor, tx)],
    ['the classes of a student', 3, (all: Cast) => (actor: Actor, tx: Tx) => getStays(actor, { studentId: all.tunde.id }, tx)],
    ['the cards of a class', 2, (all: Cast) => (actor: Actor, tx: Tx) => getClassCards(actor, all.class2A.id, tx)],
  ])('%s: %i', async (_, most, read) => {
    const admin = await actorOf(cast.admin);
    expect(await statementsOf(admin, (tx) => read(cast)(admin, tx))).toBe(most);
  });
});
