import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { academicSessions, classes, classTeachers, terms } from '@/db/schema';
import type { Cast } from '@/db/seed/school';
import { listClasses } from '@/lib/classes/queries';
import { clock } from '@/lib/platform/clock';
import { plusDays } from '@/lib/platform/dates';
import { asSystem } from '@/lib/platform/system';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { actorOf, seed } from '@/tests/support/people';
import { getSchoolDay, listBoardLevels, listTiles } from './queries';

let db: TestDatabase;
let cast: Cast;
let next: { id: string };
// Next year has one class, JSS 2A, which stays with Mrs Bello.
beforeAll(async () => {
  db = await testDatabase();
  cast = await seed();
  next = await asSystem('test', async ({ tx }) => {
    const [session] = await tx.insert(academicSessions)
      .values({ name: '2098/2099', startsOn: plusDays(cast.today, 260), endsOn: plusDays(cast.today, 590) }).returning();
    const academicSessionId = session?.id ?? '';
    await tx.insert(terms).values({
      academicSessionId, number: 1, name: 'First', startsOn: plusDays(cast.today, 262), endsOn: plusDays(cast.today, 350),
    });
    const [made] = await tx.insert(classes).values({ academicSessionId, levelId: cast.class2A.levelId, arm: 'A', name: 'JSS 2A' }).returning();
    await tx.insert(classTeachers).values({ classId: made?.id ?? '', staffId: cast.grace.staffId });
    return { id: made?.id ?? '' };
  });
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => db.close());

const turnTerm = (state: string) => asSystem('test', ({ tx }) => tx.execute(sql`update terms set state = ${state} where id = ${cast.term.id}`));
/** What the board, the office's day and Mrs Bello's tiles show of a day, and the list of classes beside them. */
async function shown(now: number, days: number) {
  const [admin, grace] = [await actorOf(cast.admin), await actorOf(cast.grace)];
  vi.spyOn(clock, 'now').mockReturnValue(new Date(Date.parse(`${cast.today}T11:00:00Z`) + now * 86_400_000));
  const day = plusDays(cast.today, days);
  const ids = (tiles: { classId: string }[]) => tiles.map((one) => one.classId);
  const found = {
    levels: (await listBoardLevels(admin, day)).map((one) => one.classes), office: (await getSchoolDay(admin, day)).classes,
    board: ids(await listTiles(admin, day)), ofLevel: ids(await listTiles(admin, day, cast.class2A.levelId)),
    grace: ids(await listTiles(grace, day)), listed: (await listClasses(admin)).map((one) => one.id),
  };
  vi.restoreAllMocks();
  return found;
}
const thisYear = () => [cast.class2A.id, cast.class2B.id];
const isThisYear = () => ({ levels: [2], office: 2, board: thisYear(), ofLevel: thisYear(), grace: [cast.class2A.id] });
const isNextYear = () => ({ levels: [1], office: 1, board: [next.id], ofLevel: [next.id], grace: [next.id] });

it('between two sessions, with no term open, the classes of next year are shown, as everywhere; a past day keeps its own', async () => {
  await turnTerm('completed');
  expect(await shown(240, 240)).toEqual({ ...isNextYear(), listed: [next.id] });
  expect(await shown(240, 200)).toEqual({ ...isThisYear(), listed: [next.id] });
  expect(await shown(265, 265)).toEqual({ ...isNextYear(), listed: [next.id] });
  expect(await shown(265, 0)).toEqual({ ...isThisYear(), listed: [next.id] });
});

it('next year has begun and the old term is still open: its classes are shown, today and yesterday', async () => {
  await turnTerm('active');
  for (const day of [265, 264]) expect(await shown(265, day)).toEqual({ ...isThisYear(), listed: thisYear() });
});
