import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { academicSessions, classes, levels, terms } from '@/db/schema';
import type { Cast } from '@/db/seed/school';
import { listClasses } from '@/lib/classes/queries';
import { renameLevel } from '@/lib/classes/levels/commands';
import { addStudent, moveStudent } from '@/lib/people/students/actions';
import { getChoices } from '@/lib/people/students/newcomers/queries';
import { clock } from '@/lib/platform/clock';
import { perform } from '@/lib/platform/perform';
import { asSystem } from '@/lib/platform/system';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { actorOf, count, seed, signedIn } from '@/tests/support/people';
import { findRunningSession, listSessions } from './queries';
import { runningSession } from './rules';

let db: TestDatabase;
let cast: Cast;
beforeAll(async () => {
  db = await testDatabase();
  cast = await seed();
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => db.close());

const shift = (days: number) => new Date(Date.parse(`${cast.today}T11:00:00Z`) + days * 86_400_000);
const plan = () => asSystem('test', async ({ tx }) => {
  const [next] = await tx.insert(academicSessions)
    .values({ name: '2098/2099', startsOn: sql`${cast.today}::date + 260`, endsOn: sql`${cast.today}::date + 590` }).returning();
  const academicSessionId = next?.id ?? '';
  const levelId = cast.class2A.levelId;
  await tx.insert(terms).values({ academicSessionId, number: 1, name: 'First', startsOn: sql`${cast.today}::date + 270`, endsOn: sql`${cast.today}::date + 350` });
  return tx.insert(classes).values({ academicSessionId, levelId, arm: 'A', name: 'JSS 2A' }).returning();
});
const turnTerm = (state: string) => asSystem('test', ({ tx }) => tx.execute(sql`update terms set state = ${state} where id = ${cast.term.id}`));

describe('the office closes the term and plans next year', () => {
  it('what a form offers is what its command takes: the classes of this session', async () => {
    await plan();
    for (const state of ['active', 'completed']) {
      await turnTerm(state);
      const admin = await actorOf(cast.admin);
      const { classes: offered } = await getChoices(admin);
      expect(offered.map((one) => one.id)).toEqual([cast.class2A.id, cast.class2B.id]);
      expect((await listClasses(admin)).map((one) => one.id)).toEqual(offered.map((one) => one.id));
      const caller = await signedIn(cast.admin);
      const child = { surname: 'Eze', first_name: `Ada ${state}`, gender: 'female', date_of_birth: '04/08/2014', class_id: cast.class2A.id };
      expect(await perform(addStudent.definition, caller, child)).toMatchObject({ ok: true });
      const to = state === 'active' ? cast.class2B : cast.class2A;
      expect(await perform(moveStudent.definition, caller, { studentId: cast.tunde.id, class_id: to.id, startsOn: cast.today })).toMatchObject({ ok: true });
    }
  });

  it('the statement and the rule name the same session on every day, whatever is open', async () => {
    for (const state of ['active', 'completed']) {
      await turnTerm(state);
      const sessions = await listSessions();
      for (const days of [-400, -71, -70, 0, 31, 229, 230, 231, 250, 259, 260, 400, 591, 900]) {
        const now = shift(days);
        const day = now.toISOString().slice(0, 10);
        expect({ state, days, name: (await findRunningSession(now))?.name }).toEqual({ state, days, name: runningSession(sessions, day)?.name });
      }
    }
  });

  it('the day is the school’s: in Lagos the last evening of a session is already the next day', async () => {
    const lastDay = Date.parse(`${cast.today}T00:00:00Z`) + 230 * 86_400_000;
    expect((await findRunningSession(new Date(lastDay + 22.5 * 3_600_000)))?.name).toBe('2026/2027');
    expect((await findRunningSession(new Date(lastDay + 23.5 * 3_600_000)))?.name).toBe('2098/2099');
  });

  it('in the summer holiday the classes of next year are offered, and a renamed level renames those alone', async () => {
    vi.spyOn(clock, 'now').mockReturnValue(shift(240));
    const [next] = (await getChoices({ kind: 'system', job: 'test' })).classes;
    expect(next).toMatchObject({ name: 'JSS 2A', taken: 0 });
    await asSystem('test', async (ctx) => {
      const [level] = await ctx.tx.select().from(levels);
      if (level) await renameLevel(ctx, { name: 'Year 8' }, level);
    });
    expect([await count('classes', `name = 'Year 8A'`), await count('classes', `name like 'JSS 2_'`)]).toEqual([1, 2]);
  });
});
