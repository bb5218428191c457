import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { academicSessions, classes, imports } from '@/db/schema';
import type { Cast } from '@/db/seed/school';
import { carryOutDue } from '@/lib/people/students/placements/due/commands';
import { clock } from '@/lib/platform/clock';
import { plusDays } from '@/lib/platform/dates';
import { asSystem } from '@/lib/platform/system';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { count, seed } from '@/tests/support/people';
import { undo } from '../undo/commands';
import { commitStudents } from './commands';

let database: TestDatabase;
let cast: Cast;
beforeAll(async () => {
  database = await testDatabase();
  cast = await seed();
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => database.close());

const waiting = { kind: 'students' as const, state: 'undoing' as const, fileName: 'roll.csv', header: null, mapping: null, findings: null };
const first = () => plusDays(cast.today, 260);
const itIs = (day: string) => vi.spyOn(clock, 'now').mockReturnValue(new Date(`${day}T00:02:00+01:00`));
const file = () => ['admission_number,surname,first_name,gender,date_of_birth,class_level,class_arm,guardian1_relationship,guardian1_surname,guardian1_first_name,guardian1_phone',
  `${cast.tunde.admissionNumber},Adébáyọ̀,Túndé,Male,2014-05-01,JSS 2,A,mother,Adébáyọ̀,Ìyábọ̀,08031234567`].join('\n');
const isIn = (session: string) => count('enrolments e join classes c on c.id = e.class_id join academic_sessions s on s.id = c.academic_session_id',
  `e.student_id = '${cast.tunde.id}' and e.ends_on is null and s.name = '${session}'`);

/** The office imports next year's roll, as the worker writes it. */
const importRoll = () => asSystem('import', async (ctx) => {
  const [made] = await ctx.tx.insert(imports)
    .values({ kind: 'students', fileName: 'roll.csv', createdBy: cast.admin.id, requestedBy: cast.admin.id, state: 'committed' }).returning();
  const id = made?.id ?? '';
  await ctx.tx.execute(sql`select set_config('app.import', ${id}, true)`);
  const { students } = await commitStudents({ ...ctx, requestId: id }, file());
  await ctx.tx.execute(sql`select set_config('app.import', '', true)`);
  return { id, moved: students.moved };
});

describe('next year’s roll, imported in the summer holiday', () => {
  it('leaves Túndé in his class until the session begins; the same file again plans nothing more; undo takes the plan back', async () => {
    await asSystem('test', async ({ tx }) => {
      await tx.execute(sql`update terms set state = 'completed'`);
      const [next] = await tx.insert(academicSessions).values({ name: '2098/2099', startsOn: first(), endsOn: plusDays(first(), 330) }).returning();
      await tx.insert(classes).values({ academicSessionId: next?.id ?? '', levelId: cast.class2A.levelId, arm: 'A', name: 'JSS 2A' });
    });
    itIs(plusDays(first(), -20));
    const { id, moved } = await importRoll();
    expect([moved, await isIn('2026/2027'), await count('planned_placements')]).toEqual([1, 1, 1]);
    expect((await importRoll()).moved).toBe(0);
    await asSystem('test', (ctx) => undo.run(ctx, { id, ...waiting, requestedBy: cast.admin.id }, undefined, () => undefined));
    expect([await isIn('2026/2027'), await count('planned_placements')]).toEqual([1, 0]);
  });

  it('moves him on its first day, and the year before ends as it was to', async () => {
    itIs(plusDays(first(), -20));
    await importRoll();
    itIs(plusDays(first(), -1));
    await carryOutDue();
    expect([await isIn('2026/2027'), await isIn('2098/2099')]).toEqual([1, 0]);
    itIs(first());
    await carryOutDue();
    expect([await isIn('2026/2027'), await isIn('2098/2099')]).toEqual([0, 1]);
    expect(await count('enrolments', `student_id = '${cast.tunde.id}' and outcome = 'repeat' and ends_on = '${plusDays(first(), -1)}'`)).toBe(1);
  });
});
