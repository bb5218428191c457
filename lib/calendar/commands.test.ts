import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAcademicSession } from '@/lib/calendar/commands';
import { sessionProblem, type NewSession } from '@/lib/calendar/rules';
import { openTerm } from '@/lib/calendar/terms/commands';
import { createClasses } from '@/lib/classes/commands';
import { createDepartments } from '@/lib/classes/departments/commands';
import { createLevels } from '@/lib/classes/levels/commands';
import { className } from '@/lib/classes/rules';
import { createSubjects } from '@/lib/classes/subjects/commands';
import { nigerianDepartments, nigerianLevels, nigerianSubjects } from '@/db/seed/curriculum';
import { asSystem } from '@/lib/platform/system';
import { setUpSchool } from '@/lib/school/commands';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { count } from '@/tests/support/people';

const terms = [
  { name: 'First', startsOn: '2026-09-14', endsOn: '2026-12-18' },
  { name: 'Second', startsOn: '2027-01-11', endsOn: '2027-04-02' },
  { name: 'Third', startsOn: '2027-04-26', endsOn: '2027-07-16' },
];
const year: NewSession = { name: '2026/2027', startsOn: '2026-09-01', endsOn: '2027-07-31', terms, holidays: [{ day: '2026-10-01', name: 'Independence Day' }] };

describe('a session', () => {
  it('of three terms in two years in a row is accepted', () => {
    expect(sessionProblem(year)).toBeNull();
  });

  it.each<[string, Partial<NewSession>, string, RegExp]>([
    ['years that do not follow', { name: '2026/2028' }, 'name', /two years in a row/],
    ['one year', { name: '2026' }, 'name', /two years in a row/],
    ['the same year twice', { name: '2026/2026' }, 'name', /two years in a row/],
    ['dates of other years', { startsOn: '2025-09-01' }, 'firstStartsOn', /begins in 2026/],
    ['30 February', { holidays: [{ day: '2027-02-30', name: 'x' }] }, 'holidays', /outside the session/],
    ['two terms', { terms: terms.slice(0, 2) }, 'name', /three terms/],
    ['a term that ends first', { terms: [{ ...terms[0], name: 'First', startsOn: '2026-12-18', endsOn: '2026-09-14' }, ...terms.slice(1)] }, 'firstEndsOn', /ends before it begins/],
    ['a term that begins on the last day of another', { terms: [terms[0], { name: 'Second', startsOn: '2026-12-18', endsOn: '2027-04-02' }, terms[2]].flatMap((term) => term ?? []) }, 'secondStartsOn', /Second term begins before .*overlaps/],
    ['a term after the session', { endsOn: '2027-07-01' }, 'thirdEndsOn', /Third term ends after the session/],
    ['years beyond all sense', { name: '9998/9999' }, 'name', /two years in a row/],
    ['a term of a hundred years ago', { startsOn: '1926-09-14' }, 'firstStartsOn', /begins in 2026/],
    ['a term of another year', { endsOn: '2037-07-31' }, 'thirdEndsOn', /ends in 2027/],
    ['two years', { startsOn: '2026-01-01', endsOn: '2027-12-31' }, 'thirdEndsOn', /at most 500 days/],
    ['a term on a day that does not exist', { terms: terms.map((term) => ({ ...term, endsOn: '2026-02-30' })) }, 'firstEndsOn', /does not exist/],
    ['a holiday of another year', { holidays: [{ day: '1926-10-01', name: 'Independence Day' }] }, 'holidays', /01\/10\/1926 lies outside/],
  ])('is refused: %s', (_, change, field, sentence) => {
    expect(sessionProblem({ ...year, ...change })).toEqual({ field, says: expect.stringMatching(sentence) });
  });
});

describe('setting up a school', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());

  it('is done once', async () => {
    const once = () => asSystem('set-up', (ctx) => setUpSchool(ctx, { name: 'Treasure-Home School', shortName: 'THS' }));
    await once();
    await expect(once()).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await count('schools', 'demo_since is null')).toBe(1);
    expect(await count('events')).toBe(1);
  });

  it('has no two sessions on one day', async () => {
    await asSystem('set-up', (ctx) => createAcademicSession(ctx, year));
    await expect(asSystem('set-up', (ctx) => createAcademicSession(ctx, year))).rejects.toThrow('overlap with the session 2026/2027');
    expect(await count('terms')).toBe(3);
  });

  it('has one active term, and completes the one before', async () => {
    const [first, second] = await asSystem('look', async ({ tx }) => [...(await tx.execute<{ id: string }>('select id from terms order by number'))]);
    await asSystem('set-up', (ctx) => openTerm(ctx, { termId: first?.id ?? '' }));
    await asSystem('set-up', (ctx) => openTerm(ctx, { termId: second?.id ?? '' }));
    await expect(asSystem('set-up', (ctx) => openTerm(ctx, { termId: second?.id ?? '' }))).rejects.toMatchObject({ code: 'CONFLICT' });
    expect([await count('terms', `state = 'active'`), await count('terms', `state = 'completed'`)]).toEqual([1, 1]);
  });

  it('has fifteen levels, each offering once, and classes by name', async () => {
    const build = () => asSystem('set-up', async (ctx) => {
      await createLevels(ctx, nigerianLevels);
      await createDepartments(ctx, nigerianDepartments);
      await createSubjects(ctx, nigerianSubjects);
    });
    await build();
    const offerings = await count('subject_offerings');
    await build();
    expect([await count('levels'), await count('departments'), await count('subject_offerings')]).toEqual([15, 3, offerings]);
    const [session] = await asSystem('look', async ({ tx }) => [...(await tx.execute<{ id: string }>('select id from academic_sessions'))]);
    const academicSessionId = session?.id ?? '';
    await asSystem('set-up', (ctx) => createClasses(ctx, { academicSessionId, classes: [{ level: 'JSS 2', arm: 'A' }, { level: 'Playgroup', arm: 'A', capacity: 40 }] }));
    expect(await count('classes', `name in ('JSS 2A', 'Playgroup A')`)).toBe(2);
    await expect(asSystem('set-up', (ctx) => createClasses(ctx, { academicSessionId, classes: [{ level: 'Grade 1', arm: 'A' }] }))).rejects.toThrow('no level Grade 1');
  });

  it.each([['JSS 2', 'A', 'JSS 2A'], ['Playgroup', 'A', 'Playgroup A'], ['Primary 4', 'Gold', 'Primary 4 Gold']])('names %s %s %s', (level, arm, name) => {
    expect(className(level, arm)).toBe(name);
  });
});
