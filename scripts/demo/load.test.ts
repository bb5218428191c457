import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkPassword } from '@/lib/accounts/passwords/commands';
import { asSystem } from '@/lib/platform/system';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { actorOf, count, seed, stranger, today } from '@/tests/support/people';
import { demoAccounts } from './accounts';
import { loadDemoSchool } from './load';
import { loadScaledSchool } from './scale/load';

const quiet = () => undefined;

describe('the demonstration school', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
    await loadDemoSchool({ databaseUrl: database.url, log: quiet });
  });
  afterAll(() => database.close());

  it('has the thousand of the roll in 33 classes with their teachers', async () => {
    expect([await count('students'), await count('guardians'), await count('staff'), await count('classes')]).toEqual([1_000, 937, 61, 33]);
    expect(await count('class_teachers')).toBe(33);
    expect(await count('guardian_links', 'verified_at is null')).toBe(0);
  });

  it('has taken registers of the days before today, about 94 in 100 in school, and none today', async () => {
    expect(await count('registers', `day >= '${today()}'`)).toBe(0);
    const [row] = await asSystem('look', ({ tx }) => tx.execute<{ rate: number; wrong: number }>(sql`
      select avg((status in ('present', 'late'))::int)::float8 as rate,
        (select count(*)::int from registers r where present + absent + late + excused <>
          (select count(*) from attendance_marks m where m.register_id = r.id)) as wrong from attendance_marks`));
    expect(row?.wrong).toBe(0);
    if (await count('registers')) expect(row?.rate).toBeCloseTo(0.94, 1);
  });

  it('lets one sign in as each of its cast, with passwords of this installation', async () => {
    const accounts = await demoAccounts();
    expect(accounts.map((one) => one.role)).toEqual(['super-admin', 'admin', 'teacher', 'teacher', 'parent', 'student']);
    for (const { username, password } of accounts) {
      expect(await checkPassword({ identifier: username, password }, stranger)).not.toBeNull();
    }
    expect(await count('users', `password_hash is not null`)).toBe(accounts.length);
  });

  it('shows the teacher, the parent and the student one and the same class', async () => {
    const ids = await asSystem('look', async ({ tx }) => {
      const accounts = await demoAccounts();
      const rows = await tx.execute<{ id: string; username: string }>(sql`select id, username from users`);
      return accounts.map(({ username }) => rows.find((row) => row.username === username)?.id ?? '');
    });
    const [, , teacher, specialist, parent, student] = await Promise.all(ids.map((id) => actorOf({ id })));
    const [room] = [...(teacher?.formClasses ?? [])];
    expect(specialist?.formClasses.size).toBe(0);
    expect(specialist?.teaches.size).toBeGreaterThan(0);
    expect(parent?.guardianOf.size).toBeGreaterThan(1);
    expect(parent?.memberOf.has(room ?? '')).toBe(true);
    expect(student?.memberOf).toEqual(new Set([room]));
    expect(parent?.guardianOf.has(student?.studentId ?? '')).toBe(true);
  });

  it('is loaded once', async () => {
    await loadDemoSchool({ databaseUrl: database.url, log: quiet });
    expect(await count('students')).toBe(1_000);
  });
});

describe('an invented school', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
    await loadScaledSchool({ databaseUrl: database.url, log: quiet }, { students: 120, years: 1 });
  });
  afterAll(() => database.close());

  it('has its students now, and last year’s in the level below', async () => {
    expect(await count('enrolments', 'ends_on is null')).toBe(120);
    expect(await count('academic_sessions')).toBe(2);
    const skipped = await asSystem('look', ({ tx }) => tx.execute(sql`
      select 1 from enrolments now join classes a on a.id = now.class_id join levels la on la.id = a.level_id
      join enrolments old on old.student_id = now.student_id and old.outcome is not null
      join classes b on b.id = old.class_id join levels lb on lb.id = b.level_id
      where now.ends_on is null and lb.position <> la.position - 1`));
    expect(skipped).toHaveLength(0);
  });

  it('keeps those who graduated, without a way to sign in', async () => {
    expect(await count('enrolments', `outcome = 'graduated'`)).toBeGreaterThan(0);
    expect(await count('users', `status = 'disabled' and one_time_hash is null and password_hash is null`)).toBe(await count('enrolments', `outcome = 'graduated'`));
  });

  it('has a year of registers', async () => {
    const [row] = await asSystem('look', ({ tx }) => tx.execute<{ days: number }>(sql`select count(distinct day)::int as days from registers`));
    expect(row?.days).toBeGreaterThan(175);
  });
});

describe('a real school', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
    await seed();
  });
  afterAll(() => database.close());

  it('has no demo accounts, and is never filled with demo people', async () => {
    await expect(demoAccounts()).rejects.toThrow('not a demonstration school');
    await loadDemoSchool({ databaseUrl: database.url, log: quiet });
    expect(await count('students')).toBe(3);
  });
});
