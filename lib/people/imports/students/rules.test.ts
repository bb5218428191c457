import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { timed } from '@/tests/support/pace';
import { sayProblem } from '../rules';
import { readStudentFile } from './rules';

const today = '2026-11-23';
const sound = {
  surname: 'Bello', first_name: 'Títílayọ̀', gender: 'Female', date_of_birth: '2015-08-04', class_level: 'JSS 1', class_arm: 'C',
};

/** One row with other cells than Titilayo's. */
function read(cells: Record<string, string>, ...more: Record<string, string>[]) {
  const rows = [cells, ...more].map((row) => ({ ...sound, ...row }));
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const text = [names, ...rows.map((row: Record<string, string>) => names.map((name) => `"${(row[name] ?? '').replaceAll('"', '""')}"`))].join('\n');
  return readStudentFile(text, today);
}

const problems = (cells: Record<string, string>, ...more: Record<string, string>[]) => read(cells, ...more).problems.map(sayProblem);
const mother = { guardian1_relationship: 'mother', guardian1_surname: 'Bello', guardian1_first_name: 'Ṣadé', guardian1_phone: '0803 781 3921' };

describe('a sound row', () => {
  it('keeps one spelling of a name, composed or decomposed', () => {
    const [composed] = read({ first_name: 'Títílayọ̀'.normalize('NFC') }).rows;
    const [decomposed] = read({ first_name: ' Títílayọ̀ '.normalize('NFD') }).rows;
    expect(decomposed?.first_name).toBe(composed?.first_name);
  });

  it('reads phone numbers, dates and lists as Nigerians write them', () => {
    const [row] = read({ ...mother, date_of_birth: '4/8/2015', gender: 'f', blood_group: 'ab+', genotype: 'as', guardian1_email: 'Sade@Example.NG' }).rows;
    expect(row).toMatchObject({ date_of_birth: '2015-08-04', gender: 'female', blood_group: 'AB+', genotype: 'AS' });
    expect(row?.guardians).toEqual([expect.objectContaining({ phone: '+2348037813921', email: 'sade@example.ng', relationship: 'mother', place: 1 })]);
  });

  it.each(['O’Neill', "D'Souza-Bello", 'Ɓala', 'Ụzọmà', 'محمد'])('accepts the surname %s', (surname) => {
    expect(problems({ surname })).toEqual([]);
  });

  it('needs no guardian', () => {
    expect(read({}).rows).toHaveLength(1);
  });
});

describe('a row that cannot be', () => {
  it.each<[string, Record<string, string>, RegExp]>([
    ['a number that is none', { ...mother, guardian1_phone: '0803-12' }, /row 2, guardian1_phone: '0803-12' is not a phone number/],
    ['an e-mail that is none', { ...mother, guardian1_email: 'sade at example' }, /guardian1_email: 'sade at example' is not an e-mail/],
    ['a guardian whom nobody can reach', { ...mother, guardian1_phone: '' }, /guardian1_phone: Write a phone number or an e-mail/],
    ['a guardian without a name', { ...mother, guardian1_first_name: '' }, /guardian1_first_name: Write the first name/],
    ['a guardian of no kind', { ...mother, guardian1_relationship: '' }, /guardian1_relationship: Write mother/],
    ['an unknown relationship', { ...mother, guardian1_relationship: 'landlord' }, /guardian1_relationship: 'landlord' is not/],
    ['no surname', { surname: ' ' }, /surname: Write the surname/],
    ['a surname nobody can see', { surname: '\u200B\u200B' }, /surname: /],
    ['an invisible letter in a name', { surname: 'Bel\u200Blo' }, /surname: Remove the invisible/],
    ['a bidi override', { surname: 'Bello\u202Egnp' }, /surname: Remove the special characters/],
    ['piled-up accents', { surname: `Bello${'\u0301'.repeat(500)}` }, /surname: /],
    ['a number for a name', { first_name: '12345' }, /first_name: '12345' is not a name/],
    ['an emoji for a name', { first_name: '😀' }, /first_name: '😀' is not a name/],
    ['a name of a million letters', { surname: 'a'.repeat(99_000) }, /surname: Use at most 80 characters/],
    ['a formula for a name', { surname: '=HYPERLINK(1)' }, /surname: '=HYPERLINK\(1\)' looks like a spreadsheet formula/],
    ['a formula with a plus', { first_name: '+1+1' }, /first_name: .*formula/],
    ['a formula with a minus', { other_names: '-2' }, /other_names: .*formula/],
    ['a formula with an at sign', { address: '@SUM(A1)' }, /address: .*formula/],
    ['no gender', { gender: '' }, /gender: Write Female or Male/],
    ['another gender', { gender: 'x' }, /gender: 'x' is not Female or Male/],
    ['30 February', { date_of_birth: '2015-02-30' }, /date_of_birth: '2015-02-30' is not a date/],
    ['a month before the day', { date_of_birth: '08/24/2015' }, /date_of_birth: '08\/24\/2015' is not a date/],
    ['a year of two digits', { date_of_birth: '04/08/15' }, /date_of_birth: .*is not a date/],
    ['a birthday to come', { date_of_birth: '2027-01-01' }, /date_of_birth: The date of birth is in the future/],
    ['a child of no age', { date_of_birth: '2026-10-01' }, /date_of_birth: The student would be 0 years/],
    ['a student of ninety', { date_of_birth: '1936-01-01' }, /date_of_birth: The student would be 90 years/],
    ['no level', { class_level: '' }, /class_level: Write the level/],
    ['an unknown blood group', { blood_group: 'C+' }, /blood_group: 'C\+' is not a blood group/],
    ['an unknown genotype', { genotype: 'XY' }, /genotype: 'XY' is not a genotype/],
    ['a number for an admission number', { admission_number: '08031234567' }, /admission_number: An admission number has letters/],
    ['a role for a pupil', { Role: 'admin' }, /row 1: The column 'Role' cannot be imported/],
    ['a right for a pupil', { is_admin: 'true' }, /row 1: The column 'is_admin' cannot be imported/],
  ])('is refused at the cell: %s', (_, cells, sentence) => {
    const found = read(cells);
    expect(found.problems.map(sayProblem)).toEqual([expect.stringMatching(sentence)]);
    expect(found.rows).toEqual([]);
  });

  it('is told with every other problem of the file at once', () => {
    expect(problems({ gender: 'x', surname: '' }, { date_of_birth: 'soon' })).toEqual([
      expect.stringContaining('row 2, surname'), expect.stringContaining('row 2, gender'), expect.stringContaining('row 3, date_of_birth'),
    ]);
  });
});

describe('the same child twice in a file', () => {
  it.each<[string, Record<string, string>]>([
    ['in the same words', {}],
    ['without accents', { first_name: 'Titilayo' }],
    ['with a middle name more', { other_names: 'Ṣadé' }],
  ])('is refused on the second row, %s', (_, second) => {
    expect(problems({}, second)).toEqual([expect.stringMatching(/row 3, surname: .* is already in row 2/)]);
  });

  it('is two children when the birthday, or both middle names, differ', () => {
    expect(problems({}, { date_of_birth: '2015-08-05' })).toEqual([]);
    expect(problems({ other_names: 'Ṣadé' }, { other_names: 'Kẹ́hìndé' })).toEqual([]);
  });

  it('is refused by number', () => {
    const second = { admission_number: 'ths-stu-001', first_name: 'Ebiere', date_of_birth: '2014-01-01' };
    expect(problems({ admission_number: 'THS-STU-001' }, second)).toEqual([expect.stringContaining('row 3, admission_number: The same number is in row 2')]);
  });
});

it('reads the roll of a thousand within a second', async () => {
  const roll = readFileSync('db/seed/demo/school-roll.csv');
  const tenth = Buffer.from(roll.toString('utf8').split('\n').slice(0, 101).join('\n'));
  const read = (bytes: Buffer, rows: number) => timed(async () => {
    const file = readStudentFile(bytes, today);
    expect(file.problems).toEqual([]);
    expect(file.rows).toHaveLength(rows);
  });
  const pace = Math.max(await read(tenth, 100), await read(tenth, 100));
  const took = await read(roll, 1_000);
  console.log(`1,000 rows are read in ${Math.round(took)} ms, 100 in ${Math.round(pace)} ms`);
  // On a slow machine longer, but not by more than the rows are more: five times that, for its noise.
  expect(took).toBeLessThan(Math.max(1_000, 50 * pace));
});
