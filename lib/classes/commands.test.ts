import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { perform } from '@/lib/platform/perform';
import { asSystem } from '@/lib/platform/system';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { count, seed, signedIn } from '@/tests/support/people';
import * as actions from './actions';
import { listSubjects } from './subjects/queries';

let db: TestDatabase;
let cast: Cast;
beforeAll(async () => {
  db = await testDatabase();
  cast = await seed();
});
afterAll(() => db.close());

type AnyAction = { definition: Parameters<typeof perform>[0] };
// Each action has its own types; what the office sends here is plain objects, as from a form.
const act = async (one: unknown, input: object) => perform((one as AnyAction).definition, await signedIn(cast.admin), input);
const idOf = async (table: string, name: string) =>
  asSystem('look', async ({ tx }) => String((await tx.execute<{ id: string }>(sql.raw(`select id from ${table} where name = '${name}'`)))[0]?.id));
const said = async (answer: Promise<unknown>) => {
  const result = (await answer) as { ok: boolean; message?: string; fields?: Record<string, string> };
  return result.ok ? 'ok' : Object.values(result.fields ?? {})[0] ?? result.message;
};

describe('classes of a session', () => {
  it('are made many at once; a level the school does not have is named, and nothing is written', async () => {
    const before = await count('classes');
    const create = (classes: string) => act(actions.createClasses, { academicSessionId: cast.term.academicSessionId, capacity: '35', classes });
    expect(await said(create('JSS 2: C D\nGrade 1: A'))).toBe('There is no level Grade 1. Add it under Levels first.');
    expect(await said(create('JSS 2 C'))).toMatch(/^Line 1: .*Write it like JSS 1: A B C/);
    expect(await count('classes')).toBe(before);
    expect(await said(create('jss 2: A C Gold'))).toBe('ok');
    expect(await count('classes', `name in ('JSS 2C', 'JSS 2 Gold') and capacity = 35`)).toBe(2);
    expect(await said(create('JSS 2: A B C'))).toBe('All of these classes are there already.');
  });

  it('with anything on them cannot be removed, and the answer says what; an empty one can', async () => {
    expect(await said(act(actions.removeClass, { classId: cast.class2A.id }))).toBe(
      'JSS 2A cannot be removed: 2 enrolments, 2 class teachers and 2 teaching assignments stand on it.',
    );
    expect(await said(act(actions.removeClass, { classId: await idOf('classes', 'JSS 2 Gold') }))).toBe('ok');
    expect(await count('classes', `name = 'JSS 2 Gold'`)).toBe(0);
    expect(await count('events', `name = 'classes.class-removed' and detail ->> 'name' = 'JSS 2 Gold'`)).toBe(1);
  });

  it('change their arm and places, but never to a name that is taken', async () => {
    const classId = await idOf('classes', 'JSS 2C');
    expect(await said(act(actions.changeClass, { classId, arm: 'b', capacity: '40' }))).toBe('There is a class JSS 2B already.');
    expect(await said(act(actions.changeClass, { classId, arm: 'E', capacity: '201' }))).toMatch(/from 1 to 200/);
    expect(await said(act(actions.changeClass, { classId, arm: 'E', capacity: '40' }))).toBe('ok');
    expect(await count('classes', `name = 'JSS 2E' and capacity = 40`)).toBe(1);
  });
});

describe('levels', () => {
  it('are added at the end of their stage, renamed with their classes, and moved within the stage only', async () => {
    expect(await said(act(actions.addLevel, { name: 'Primary 6', stage: 'primary' }))).toBe('ok');
    expect(await said(act(actions.addLevel, { name: 'JSS 3', stage: 'junior-secondary' }))).toBe('ok');
    const order = async () => asSystem('look', async ({ tx }) => (await tx.execute<{ name: string }>(sql`select name from levels order by position`)).map((one) => one.name));
    expect(await order()).toEqual(['Primary 6', 'JSS 2', 'JSS 3']);
    const levelId = await idOf('levels', 'JSS 2');
    expect(await said(act(actions.moveLevel, { levelId, direction: 'down' }))).toBe('ok');
    expect(await order()).toEqual(['Primary 6', 'JSS 3', 'JSS 2']);
    expect(await said(act(actions.moveLevel, { levelId: await idOf('levels', 'JSS 3'), direction: 'up' }))).toMatch(/first of its stage/);
    expect(await said(act(actions.renameLevel, { levelId, name: 'jss 3' }))).toBe('There is a level jss 3 already.');
    expect(await said(act(actions.renameLevel, { levelId, name: 'Basic 8' }))).toBe('ok');
    expect(await count('classes', `name in ('Basic 8A', 'Basic 8B')`)).toBe(2);
    expect(await said(act(actions.removeLevel, { levelId }))).toBe('Basic 8 cannot be removed: 3 classes stand on it.');
    expect(await said(act(actions.removeLevel, { levelId: await idOf('levels', 'Primary 6') }))).toBe('ok');
  });
});

describe('subjects', () => {
  it('are offered where the grid is ticked, for one department or for all', async () => {
    await act(actions.addSubject, { name: 'Physics' });
    await act(actions.addDepartment, { name: 'science' });
    const [subjectId, level, other, science] = [
      await idOf('subjects', 'Physics'), await idOf('levels', 'Basic 8'), await idOf('levels', 'JSS 3'), await idOf('departments', 'science'),
    ];
    const offer = (boxes: Record<string, string>) => said(act(actions.changeOfferings, { subjectId, ...boxes }));
    expect(await offer({ [`at:${level}`]: 'no', [`at:${level}:${science}`]: 'compulsory', [`at:${other}`]: 'elective' })).toBe('ok');
    expect(await count('subject_offerings', `subject_id = '${subjectId}'`)).toBe(2);
    expect((await listSubjects()).find((one) => one.id === subjectId)?.levels).toBe('JSS 3, Basic 8');
    expect(await offer({ [`at:${level}:${science}`]: 'elective', [`at:${other}`]: 'elective' })).toBe('ok');
    expect(await count('subject_offerings', `subject_id = '${subjectId}' and not compulsory`)).toBe(2);
    expect(await offer({ [`at:${level}:${science}`]: 'elective', [`at:${other}`]: 'elective' })).toBe('Nothing was changed.');
    expect(await offer({ 'at:nowhere': 'elective' })).toMatch(/form is broken/);
    expect(await said(act(actions.removeSubject, { subjectId }))).toBe('Physics cannot be removed: 2 levels stand on it.');
    expect(await offer({})).toBe('ok');
    expect(await said(act(actions.removeSubject, { subjectId }))).toBe('ok');
    expect(await said(act(actions.removeDepartment, { departmentId: science }))).toBe('ok');
  });
});
