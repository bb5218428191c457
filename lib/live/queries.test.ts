import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { numberEvents, newestSeq } from '@/lib/platform/feed';
import { asSystem } from '@/lib/platform/system';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { actorOf, seed } from '@/tests/support/people';
import { allowedTopics, pollChanges } from './queries';
import { TOO_FAR } from './schema';

let db: TestDatabase;
let cast: Cast;
beforeAll(async () => {
  db = await testDatabase();
  cast = await seed();
});
afterAll(() => db.close());

describe('what a page asks to follow', () => {
  it('Grace gets of a long list what she may have, each once', async () => {
    const [tunde, amina, chidi] = [cast.tunde, cast.amina, cast.chidi].map(({ id }) => `registers:student:${id}`);
    const asked = [tunde, chidi, tunde, amina, `registers:class:${cast.class2A.id}`, 'registers:school', 'registers:student:x', 7, null];
    const allowed = await allowedTopics(await actorOf(cast.grace), asked);
    expect(allowed.map(({ room }) => room)).toEqual([tunde, amina, `registers:class:${cast.class2A.id}`]);
  });

  it('a page without a socket hears of what it may follow, and of everything when it was away too long', async () => {
    const mother = await actorOf(cast.tundesMother);
    const follows = [`registers:student:${cast.tunde.id}`, `registers:student:${cast.amina.id}`];
    const happen = (scopes: string[], times = 1) => asSystem('test', async ({ record }) => {
      for (let time = 0; time < times; time += 1) record({ name: 'test.happened', subjectId: `${time}`, tables: ['registers'], scopes, detail: {} });
    });
    while ((await numberEvents()) > 0);
    const start = await newestSeq();
    expect(await pollChanges(mother, follows, start)).toEqual({ seq: start, changed: false });
    await happen([`student:${cast.amina.id}`]);
    expect(await pollChanges(mother, follows, start)).toEqual({ seq: start + 1, changed: false });
    await happen(['school', `student:${cast.tunde.id}`]);
    expect(await pollChanges(mother, follows, start + 1)).toEqual({ seq: start + 2, changed: true });
    await happen(['school'], TOO_FAR);
    expect(await pollChanges(mother, follows, start + 2)).toEqual({ seq: start + 2 + TOO_FAR, changed: true });
    expect(await pollChanges(mother, follows, start + 3)).toEqual({ seq: start + 2 + TOO_FAR, changed: false });
  });
});
