import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { AppError } from '@/lib/platform/errors';
import { asSystem } from '@/lib/platform/system';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { actorOf, count, seed } from '@/tests/support/people';
import { sayProblem } from '../rules';
import { commitStaff, previewStaff } from './commands';

let database: TestDatabase;
let cast: Cast;
let start: Record<string, number>;

const tables = ['users', 'user_roles', 'staff', 'class_teachers', 'teaching_assignments', 'events'];
const counts = async () => Object.fromEntries(await Promise.all(tables.map(async (table) => [table, await count(table)] as const)));
const commit = (file: string) => asSystem('import', (ctx) => commitStaff(ctx, file));
const header = 'title,surname,first_name,gender,phone,email,role,class_teacher_of,subjects';
const file = (...rows: string[]) => [header, ...rows].join('\n');
const roles = (userId: string) => asSystem('look', async ({ tx }) =>
  (await tx.execute<{ role: string }>(sql`select role from user_roles where user_id = ${userId} order by role`)).map((row) => row.role));

beforeAll(async () => {
  database = await testDatabase();
  cast = await seed();
  await asSystem('test', async ({ tx }) => {
    await tx.execute(sql`insert into subject_offerings (level_id, subject_id) select l.id, s.id from levels l, subjects s`);
    await tx.execute(sql`insert into subjects (name) values ('Chemistry')`);
    await tx.execute(sql`insert into counters (name, value) values ('username:teacher', 5), ('username:admin', 1) on conflict (name) do update set value = excluded.value`);
  });
});
beforeEach(async () => {
  start = await counts();
});
afterAll(() => database.close());

const signal = () => Promise.withResolvers<void>();
const waitingForALock = async () => (await asSystem('look', ({ tx }) => tx.execute(sql`
  select 1 from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()`))).length;

const uche = 'Mr,Umeh,Uche,Male,08088840193,uche@example.ng,teacher,JSS 2 A,Mathematics; Chemistry';

describe('a staff file', () => {
  it('makes Uche class teacher of JSS 2A and gives him what the class offers; Grace is relieved', async () => {
    const result = await commit(file(uche));
    expect(result).toMatchObject({ staff: { new: 1 }, classTeachers: { new: 1 }, teachingAssignments: { new: 1 } });
    expect(result.logins).toEqual([expect.objectContaining({ username: 'THS-TCH-006', name: 'Umeh Uche' })]);
    expect((await actorOf(cast.grace)).formClasses.size).toBe(0);
    const scopes = await asSystem('look', ({ tx }) => tx.execute<{ scopes: string[] }>(sql`select scopes from events where name = 'people.staff-imported'`));
    expect(scopes[0]?.scopes).toEqual(['school', `user:${cast.grace.id}`]);
  });

  it('changes nothing when it comes again', async () => {
    expect(await commit(file(uche))).toMatchObject({ staff: { new: 0, changed: 0, unchanged: 1 }, logins: [] });
    expect(await counts()).toEqual({ ...start, events: (start.events ?? 0) + 1 });
  });

  it('moves him to another class when it says so', async () => {
    await commit(file(uche.replace('JSS 2 A', 'jss2b')));
    expect(await count('class_teachers', `ended_at is null and class_id = '${cast.class2A.id}'`)).toBe(0);
    expect(await count('class_teachers', `ended_at is null and class_id = '${cast.class2B.id}'`)).toBe(1);
  });

  it('makes a parent a teacher on the account they have', async () => {
    const { tundesMother } = cast;
    await commit(file(`Mrs,Adébáyọ̀,Ìyábọ̀,Female,${tundesMother.phone},,teacher,,`));
    expect(await roles(tundesMother.id)).toEqual(['parent', 'teacher']);
    expect(await counts()).toMatchObject({ users: start.users, staff: (start.staff ?? 0) + 1 });
  });
});

describe('a staff file beside an edit of Uche', () => {
  it('waits for it and keeps what the file does not say: his title', async () => {
    const edited = signal();
    const imported = signal();
    const edit = asSystem('edit', async ({ tx }) => {
      await tx.execute(sql`update staff set title = 'Dr' where surname = 'Umeh'`);
      edited.resolve();
      await imported.promise;
    });
    await edited.promise;
    const answer = commit(file(',Umeh,Uchechukwu,Male,08088840193,,teacher,,'));
    await vi.waitFor(async () => expect(await waitingForALock()).toBe(1), 20_000);
    imported.resolve();
    await edit;
    expect(await answer).toMatchObject({ staff: { changed: 1 } });
    expect(await count('staff', `surname = 'Umeh' and first_name = 'Uchechukwu' and title = 'Dr'`)).toBe(1);
    await commit(file(uche.replace('JSS 2 A', 'jss2b')));
  });
});

describe('a staff file never', () => {
  it.each<[string, string, RegExp]>([
    ['makes a super admin', file('Mr,Obi,Emeka,Male,08011111111,,super-admin,,'), /role: 'super-admin' is not a role a file can give. Use admin or teacher/],
    ['gives no role', file('Mr,Obi,Emeka,Male,08011111111,,,,'), /role: Write admin or teacher/],
    ['sets a password', `${header},password\nMr,Obi,Emeka,Male,08011111111,,teacher,,,x`, /'password' cannot be imported/],
    ['makes a teacher an admin', file('Mr,Umeh,Uche,Male,08088840193,,admin,,'), /role: Umeh Uche has an account already; a file does not make them an admin/],
    ['gives a stranger the rights of staff', file('Mr,Obi,Emeka,Male,08031234568,,teacher,,'), /phone: This belongs to Danjuma Bashir, not to Obi Emeka/],
    ['guesses a class', file('Mr,Obi,Emeka,Male,08011111111,,teacher,JSS 9 A,'), /class_teacher_of: There is no class 'JSS 9 A'/],
    ['guesses a subject', file('Mr,Obi,Emeka,Male,08011111111,,teacher,,Alchemy'), /subjects: The school does not offer 'Alchemy'/],
    ['lets the office lead a class', file('Mr,Obi,Emeka,Male,08011111111,,admin,JSS 2 A,'), /class_teacher_of: Only a teacher leads a class/],
    ['gives a class two teachers', file('Mr,Obi,Emeka,Male,08011111111,,teacher,JSS 2 A,', 'Mr,Eze,Tobi,Male,08011111112,,teacher,JSS2A,'), /row 3, class_teacher_of: The same is in row 2/],
    ['gives two people one phone', file('Mr,Obi,Emeka,Male,08011111111,,teacher,,', 'Mr,Eze,Tobi,Male,0801 111 1111,,teacher,,'), /row 3, phone: The same is in row 2/],
    ['reads one person twice', file(uche, 'Mr,Umeh,Uche,Male,,uche@example.ng,teacher,,'), /row 3, .*(again|same)/],
    ['makes someone nobody can reach', file('Mr,Obi,Emeka,Male,,,teacher,,'), /phone: Write a phone number or an e-mail/],
  ])('%s', async (_, text, sentence) => {
    const found = await asSystem('preview', (ctx) => previewStaff(ctx, text));
    expect(found.problems.map(sayProblem)).toEqual(expect.arrayContaining([expect.stringMatching(sentence)]));
    await expect(commit(text)).rejects.toThrow('Nothing was imported');
    expect(await counts()).toEqual(start);
  });

  it('lets an admin make another admin', async () => {
    const admin = await actorOf(cast.admin);
    const attempt = asSystem('import', (ctx) => commitStaff({ ...ctx, actor: admin }, file('Mr,Obi,Emeka,Male,08011111111,,admin,,')));
    await expect(attempt).rejects.toBeInstanceOf(AppError);
    expect(await count('staff', `first_name = 'Emeka'`)).toBe(0);
  });
});
