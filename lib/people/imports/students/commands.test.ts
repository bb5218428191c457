import { readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nigerianDepartments } from '@/db/seed/curriculum';
import { createClasses } from '@/lib/classes/commands';
import { createDepartments } from '@/lib/classes/departments/commands';
import { createLevels } from '@/lib/classes/levels/commands';
import { AppError } from '@/lib/platform/errors';
import { plusDays } from '@/lib/platform/dates';
import { asSystem } from '@/lib/platform/system';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { count, seed, today } from '@/tests/support/people';
import type { Cast } from '@/db/seed/school';
import { sayProblem } from '../rules';
import { commitStudents, previewStudents } from './commands';

let database: TestDatabase;
let cast: Cast;
let start: Record<string, number>;

const tables = ['users', 'user_roles', 'students', 'student_medical', 'guardians', 'guardian_links', 'enrolments', 'events', 'counters'];
const counts = async () => Object.fromEntries(await Promise.all(tables.map(async (table) => [table, await count(table)] as const)));
const commit = (file: string | Uint8Array) => asSystem('import', (ctx) => commitStudents(ctx, file));
const preview = (file: string | Uint8Array) => asSystem('import-preview', (ctx) => previewStudents(ctx, file));

const columns = [
  'admission_number', 'surname', 'first_name', 'other_names', 'gender', 'date_of_birth', 'class_level', 'class_arm', 'department', 'blood_group',
  'allergies', 'address', 'guardian1_relationship', 'guardian1_surname', 'guardian1_first_name', 'guardian1_phone', 'guardian1_email',
] as const;
type Cells = Partial<Record<(typeof columns)[number], string>>;

const ada: Cells = {
  surname: 'Eze', first_name: 'Ada', gender: 'Female', date_of_birth: '2014-03-02', class_level: 'JSS 2', class_arm: 'A',
  guardian1_relationship: 'mother', guardian1_surname: 'Eze', guardian1_first_name: 'Ngozi', guardian1_phone: '08055500001',
};

/** A file with these rows, each Ada's but for what is given. */
function file(...rows: Cells[]): string {
  const lines = rows.map((row) => columns.map((name) => `"${({ ...ada, ...row }[name] ?? '').replaceAll('"', '""')}"`).join(','));
  return [columns.join(','), ...lines].join('\n');
}

const one = (query: string): Promise<Record<string, unknown> | undefined> =>
  asSystem('look', async ({ tx }) => (await tx.execute(sql.raw(query)))[0]);

beforeAll(async () => {
  database = await testDatabase();
  cast = await seed();
  await asSystem('test', async (ctx) => {
    await createDepartments(ctx, nigerianDepartments);
    await ctx.tx.execute(sql`insert into levels (name, stage, position) values ('SSS 1', 'senior-secondary', 13)`);
    await createClasses(ctx, { academicSessionId: cast.term.academicSessionId, classes: [{ level: 'SSS 1', arm: 'A' }] });
    await ctx.tx.execute(sql`insert into counters (name, value) values ('username:student', 3), ('username:parent', 4) on conflict (name) do update set value = excluded.value`);
  });
});
beforeEach(async () => {
  start = await counts();
});
afterAll(() => database.close());

describe('a new family', () => {
  it('gets its records, one shared account for the mother, and places in class', async () => {
    const result = await commit(file({ blood_group: 'O+', allergies: 'Groundnuts' }, { first_name: 'Obi', gender: 'm', date_of_birth: '2012-01-05', class_arm: 'B' }));
    expect(result).toMatchObject({ students: { new: 2 }, guardians: { new: 1, matched: 0 }, links: { new: 2 }, problemCount: 0 });
    const after = await counts();
    expect(after).toMatchObject({ students: (start.students ?? 0) + 2, guardians: (start.guardians ?? 0) + 1, events: (start.events ?? 0) + 1 });
    const row = await one(`select s.search_name, u.username, s.admission_number, u.status, u.one_time_hash is not null as once, c.name, e.starts_on::text, m.allergies
      from students s join users u on u.id = s.user_id join enrolments e on e.student_id = s.id join classes c on c.id = e.class_id
      join student_medical m on m.student_id = s.id where s.first_name = 'Ada'`);
    expect(row).toMatchObject({
      search_name: 'eze ada', username: 'THS-STU-004', admission_number: 'THS-STU-004', status: 'pending', once: true, name: 'JSS 2A',
      starts_on: plusDays(today(), -70), allergies: 'Groundnuts',
    });
    expect(await count('guardian_links', `verified_at is not null and guardian_id = (select id from guardians where first_name = 'Ngozi')`)).toBe(2);
    expect(result.logins.map((login) => login.username)).toEqual(['THS-STU-004', 'THS-STU-005', 'THS-PAR-005']);
  });

  it('changes nothing when the same file comes again, in either spelling', async () => {
    const again = file({}, { first_name: 'Obi', gender: 'm', date_of_birth: '2012-01-05', class_arm: 'B' });
    for (const text of [again, again.normalize('NFD')]) {
      const result = await commit(text);
      expect(result).toMatchObject({ students: { new: 0, changed: 0, unchanged: 2 }, guardians: { new: 0, matched: 1 }, links: { new: 0 }, logins: [] });
    }
    const { events: _, ...rest } = await counts();
    const { events: __, ...before } = start;
    expect(rest).toEqual(before);
  });
});

describe('a child the school knows', () => {
  it('is updated where the file differs; an empty cell erases nothing', async () => {
    const result = await commit(file({ address: '5, Market Street', allergies: '' }));
    expect(result).toMatchObject({ students: { changed: 1 }, changes: { address: 1 } });
    expect(await one(`select address, allergies from students s join student_medical m on m.student_id = s.id where first_name = 'Ada'`))
      .toEqual({ address: '5, Market Street', allergies: 'Groundnuts' });
  });

  it('is renamed by admission number, in the account too', async () => {
    const result = await commit(file({ admission_number: 'THS-STU-004', first_name: 'Adaeze' }));
    expect(result).toMatchObject({ students: { new: 0, changed: 1 }, changes: { first_name: 1 } });
    expect(await one(`select display_name, search_name from users u join students s on s.user_id = u.id where admission_number = 'THS-STU-004'`))
      .toEqual({ display_name: 'Eze Adaeze', search_name: 'eze adaeze' });
  });

  it('moves to another class from today, with the time in the old one kept', async () => {
    const result = await commit(file({ admission_number: 'THS-STU-004', first_name: 'Adaeze', class_arm: 'B' }));
    expect(result.students).toMatchObject({ changed: 1, moved: 1 });
    const history = await asSystem('look', ({ tx }) => tx.execute(sql`
      select c.name, e.starts_on::text, e.ends_on::text, e.outcome from enrolments e join classes c on c.id = e.class_id
      join students s on s.id = e.student_id where s.admission_number = 'THS-STU-004' order by e.starts_on`));
    expect([...history]).toEqual([
      { name: 'JSS 2A', starts_on: plusDays(today(), -70), ends_on: plusDays(today(), -1), outcome: 'moved' },
      { name: 'JSS 2B', starts_on: today(), ends_on: null, outcome: null },
    ]);
    expect(await one(`select name, tables, scopes from events order by id desc limit 1`)).toMatchObject({
      name: 'people.students-imported', tables: expect.arrayContaining(['registers']), scopes: expect.arrayContaining(['school', `class:${cast.class2A.id}`, `class:${cast.class2B.id}`]),
    });
  });

  it('is not confused with another by a wrong number', async () => {
    const result = await preview(file({ admission_number: cast.tunde.admissionNumber }));
    expect(result.problems.map(sayProblem)).toEqual([expect.stringContaining(`${cast.tunde.admissionNumber} belongs to Adébáyọ̀ Túndé`)]);
  });
});

describe('a guardian the school knows', () => {
  it('gets the new child on the account they have, and every open page hears of it', async () => {
    const { tundesMother } = cast;
    await commit(file({ surname: 'Adébáyọ̀', first_name: 'Fúnmi', guardian1_surname: 'Adébáyọ̀', guardian1_first_name: 'Ìyábọ̀', guardian1_phone: tundesMother.phone }));
    expect(await counts()).toMatchObject({ guardians: start.guardians, guardian_links: (start.guardian_links ?? 0) + 1 });
    expect(await one('select scopes from events order by id desc limit 1')).toMatchObject({ scopes: expect.arrayContaining([`user:${tundesMother.id}`]) });
    expect(await one(`select authority_version from users where id = '${tundesMother.id}'`)).toEqual({ authority_version: 2 });
  });

  it('who is a teacher becomes a parent too, on one account', async () => {
    await asSystem('test', ({ tx }) => tx.execute(sql`update users set phone = '+2348055500077' where id = ${cast.grace.id}`));
    await commit(file({ surname: 'Bello', first_name: 'Kúnlé', guardian1_surname: 'Bello', guardian1_first_name: 'Grace', guardian1_phone: '0805 550 0077' }));
    expect(await one(`select array_agg(role order by role) as roles from user_roles where user_id = '${cast.grace.id}'`)).toEqual({ roles: ['parent', 'teacher'] });
    expect(await count('guardians', `user_id = '${cast.grace.id}'`)).toBe(1);
  });

  it('whose link the office ended does not get it back from an old file', async () => {
    const { formerGuardian, tunde } = cast;
    const result = await commit(file({
      admission_number: tunde.admissionNumber, surname: 'Adébáyọ̀', first_name: 'Túndé', gender: 'm', date_of_birth: '2014-05-01',
      guardian1_relationship: 'uncle', guardian1_surname: 'Ọlájídé', guardian1_first_name: 'Fẹ́mi', guardian1_phone: formerGuardian.phone,
    }));
    expect(result.links.new).toBe(0);
    expect(result.warnings.map(sayProblem)).toEqual([expect.stringContaining('The office has ended the link of Ọlájídé Fẹ́mi')]);
  });

  it('with another name altogether waits for the office', async () => {
    await commit(file({ first_name: 'Zainab', surname: 'Sani', guardian1_surname: 'Sani', guardian1_first_name: 'Halima', guardian1_phone: cast.aminasFather.phone }));
    expect(await count('guardian_links', `verified_at is null and guardian_id = '${cast.aminasFather.guardianId}'`)).toBe(1);
  });
});

describe('a file with any problem', () => {
  const binary = (text: string) => Buffer.from(text, 'latin1');
  it.each<[string, string | Uint8Array, RegExp]>([
    ['empty', '', /empty/],
    ['header only', columns.join(','), /no rows/],
    ['a zip', binary('PK\x03\x04'), /Excel workbook/],
    ['binary', binary('\x7fELF\0\0'), /not a text file/],
    ['Latin-1', binary('surname\nAd\xe9'), /not UTF-8/],
    ['50,001 rows', `surname,first_name,gender,date_of_birth,class_level,class_arm${'\nEze,Ada,f,2014-01-01,JSS 2,A'.repeat(50_001)}`, /more than 50,000 rows/],
    ['a missing column', 'surname,first_name\nEze,Ada', /column gender, date_of_birth, class_level and class_arm is missing/],
    ['a column twice', file({}).replace('other_names', 'Surname'), /column surname is there more than once/],
    ['a password column', file({}).replace('other_names', 'password'), /'password' cannot be imported/],
    ['a status column', file({}).replace('other_names', 'Status'), /'Status' cannot be imported/],
    ['an open quotation mark', `${file({})}\n"THS`, /row 3: A quotation mark is opened here/],
    ['a short row', `${file({})}\n"","Eze"`, /row 3: This row has 2 cells/],
    ['an unknown level', file({ class_level: 'Grade 7' }), /class_level: 'Grade 7' is not a level/],
    ['an unknown class', file({ class_arm: 'Z' }), /class_arm: There is no class JSS 2Z/],
    ['a junior with a department', file({ department: 'art' }), /department: Only senior secondary/],
    ['a senior without one', file({ class_level: 'SSS 1' }), /department: A student of SSS 1 has a department: art, commercial and science/],
    ['a department nobody has', file({ class_level: 'SSS 1', department: 'law' }), /department: 'law' is not a department/],
    ['a number nobody has', file({ admission_number: 'THS-STU-999' }), /admission_number: No student has the number 'THS-STU-999'/],
    ['a number that is a teacher’s name', file({ admission_number: 'THS-TCH-001' }), /admission_number: No student has/],
    ['a student’s child twice', file({}, {}), /row 3, surname: Eze Ada.*already in row 2/],
    ['a bad last row', file({}, { first_name: 'Obi', date_of_birth: 'soon' }), /row 3, date_of_birth: 'soon' is not a date/],
  ])('writes nothing: %s', async (_, bytes, sentence) => {
    const found = await preview(bytes);
    expect(found.problems.map(sayProblem)).toEqual(expect.arrayContaining([expect.stringMatching(sentence)]));
    const refusal = await commit(bytes).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(AppError);
    expect(refusal).toMatchObject({ code: 'INVALID', message: expect.stringContaining('Nothing was imported') });
    expect(await counts()).toEqual(start);
  });

  it('shows the first 200 problems and counts all', async () => {
    const found = await preview(file(...Array.from({ length: 300 }, (_, index) => ({ first_name: `Ada${'a'.repeat(index % 50)}`, gender: 'x' }))));
    expect(found).toMatchObject({ problemCount: 300 });
    expect(found.problems).toHaveLength(200);
  });

  it('leaves nothing behind when the database itself refuses in the middle', async () => {
    const failing = asSystem('import', async (ctx) => {
      await commitStudents(ctx, file({ first_name: 'Chinwe' }));
      throw new Error('the power went');
    });
    await expect(failing).rejects.toThrow('the power went');
    expect(await counts()).toEqual(start);
  });
});

it('a child who left and stands in a later file is back in class, with an account that opens', async () => {
  const text = file({ first_name: 'Kosiso', guardian1_phone: '08055500098' });
  await commit(text);
  await asSystem('test', ({ tx }) => tx.execute(sql`with gone as (update enrolments e set ends_on = starts_on, outcome = 'withdrawn' from students s
    where s.id = e.student_id and s.first_name = 'Kosiso' returning s.user_id) update users set status = 'disabled' where id in (select user_id from gone)`));
  expect((await commit(text)).students).toMatchObject({ new: 0, changed: 1 });
  expect(await one(`select u.status, (select count(*)::int from enrolments e where e.student_id = s.id and e.ends_on is null) as here
    from users u join students s on s.user_id = u.id where first_name = 'Kosiso'`)).toEqual({ status: 'pending', here: 1 });
});

describe('two imports at the same moment', () => {
  it('wait for each other, so that each person is made once', async () => {
    const text = file({ first_name: 'Ifeoma', guardian1_phone: '08055500099' });
    const results = await Promise.all([commit(text), commit(text), commit(text)]);
    expect(results.map((result) => result.students.new).toSorted()).toEqual([0, 0, 1]);
    expect(await count('students', `first_name = 'Ifeoma'`)).toBe(1);
  });
});

it('keeps an admission number from elsewhere as the new student’s user name', async () => {
  const result = await commit(file({ admission_number: 'GHS/2019/044', first_name: 'Uche', gender: 'm' }));
  expect(result.logins).toEqual([expect.objectContaining({ username: 'GHS/2019/044' })]);
  expect(await one(`select username, admission_number from users u join students s on s.user_id = u.id where first_name = 'Uche'`))
    .toEqual({ username: 'GHS/2019/044', admission_number: 'GHS/2019/044' });
  expect((await commit(file({ first_name: 'Uche', gender: 'm' }))).students).toMatchObject({ new: 0, unchanged: 1 });
});

it('sees nothing of the roll’s classes that this school lacks, and says so a thousand times at most', async () => {
  const found = await preview(readFileSync('db/seed/demo/school-roll.csv'));
  expect(found.problemCount).toBeGreaterThan(900);
  expect(await counts()).toEqual(start);
});

it('needs a school', async () => {
  await expect(asSystem('test', async (ctx) => {
    await createLevels(ctx, [{ name: 'JSS 9', stage: 'junior-secondary' }]).catch(() => undefined);
    await ctx.tx.execute(sql`delete from schools`);
    return previewStudents(ctx, file({}));
  })).rejects.toThrow('The school is not set up yet.');
});
