import { describe, expect, it } from 'vitest';
import { readStudentFile } from '../students/rules';
import { matchGuardians, type KnownAccount } from './rules';

type Cells = { child: string; relationship?: string; surname?: string; first?: string; phone?: string; email?: string };

function rowsOf(...given: Cells[]) {
  const lines = given.map(({ child, relationship = 'mother', surname = 'Adébáyọ̀', first = 'Ìyábọ̀', phone = '08031234567', email = '' }, index) =>
    ['Adébáyọ̀', child, 'm', `2015-01-${10 + index}`, 'JSS 2', 'A', relationship, surname, first, phone, email].join(','));
  const header = 'surname,first_name,gender,date_of_birth,class_level,class_arm,guardian1_relationship,guardian1_surname,guardian1_first_name,guardian1_phone,guardian1_email';
  const file = readStudentFile([header, ...lines].join('\n'), '2026-11-23');
  expect(file.problems).toEqual([]);
  return file.rows;
}

function match(given: Cells[], accounts: KnownAccount[] = []) {
  const rows = rowsOf(...given);
  const matched = matchGuardians(rows, accounts);
  const of = rows.map((row) => row.guardians.map((one) => matched.of.get(one)));
  return { ...matched, first: of.map(([one]) => one) };
}

const iyabo: KnownAccount = {
  userId: '00000000-0000-4000-8000-000000000001', username: 'THS-PAR-001', phone: '+2348031234567', email: null,
  surname: 'Adébáyọ̀', firstName: 'Ìyábọ̀', occupation: 'Trader', guardianId: '00000000-0000-4000-8000-000000000002',
  isStudent: false, isDeleted: false,
};

describe('a guardian', () => {
  it('is shared by brothers and sisters, however the number is written', () => {
    const { guardians } = match([{ child: 'Túndé' }, { child: 'Chidi', phone: '+234 803 123 4567' }]);
    expect(guardians).toHaveLength(1);
  });

  it('is found by e-mail when the file has no number', () => {
    const { guardians } = match([{ child: 'Túndé', email: 'iya@example.ng' }, { child: 'Chidi', phone: '', email: 'IYA@example.ng' }]);
    expect(guardians).toHaveLength(1);
  });

  it('is the account the school has, and not a second one', () => {
    const { guardians, warnings } = match([{ child: 'Túndé' }], [iyabo]);
    expect(guardians).toEqual([expect.objectContaining({ guardianId: iyabo.guardianId, known: iyabo })]);
    expect(warnings).toEqual([]);
  });

  it('may be a teacher, who keeps the one account', () => {
    const teacher = { ...iyabo, guardianId: null };
    const { guardians } = match([{ child: 'Túndé' }], [teacher]);
    expect(guardians).toEqual([expect.objectContaining({ known: teacher })]);
  });

  it('shares the phone of the family, with a note', () => {
    const { guardians, warnings, first } = match([{ child: 'Túndé' }, { child: 'Chidi', relationship: 'father', first: 'Fẹ́mi' }]);
    expect(guardians).toHaveLength(1);
    expect(warnings).toEqual([expect.objectContaining({ row: 3, message: expect.stringContaining('One account serves both') })]);
    expect(first[1]?.isSurelyThem).toBe(true);
  });

  it('is not linked unseen to a stranger whose number was mistyped', () => {
    const { first, warnings } = match([{ child: 'Túndé', surname: 'Musa', first: 'Fatima', email: 'fatima@example.ng' }], [iyabo]);
    expect(first[0]).toMatchObject({ isSurelyThem: false });
    expect(warnings).toEqual([expect.objectContaining({ message: expect.stringContaining('until the office has verified') })]);
    expect(first[0]?.guardian.email).toBeNull();
  });

  it('keeps the number and e-mail of the account; a file only fills what is empty', () => {
    const { guardians, warnings } = match([{ child: 'Túndé', email: 'new@example.ng' }], [{ ...iyabo, email: 'old@example.ng' }]);
    expect(guardians[0]).toMatchObject({ email: 'old@example.ng' });
    expect(warnings).toHaveLength(1);
    expect(match([{ child: 'Túndé', email: 'new@example.ng' }], [iyabo]).guardians[0]).toMatchObject({ email: 'new@example.ng' });
  });

  it('does not take the e-mail address of someone else', () => {
    const femi = { ...iyabo, userId: '00000000-0000-4000-8000-000000000003', guardianId: null, phone: '+2348030000000', firstName: 'Fẹ́mi', email: 'femi@example.ng' };
    const { first, warnings } = match([{ child: 'Túndé', email: 'femi@example.ng' }], [femi]);
    expect(first[0]?.guardian).toMatchObject({ known: null, email: null, phone: '+2348031234567' });
    expect(warnings).toHaveLength(1);
  });

  it.each([['isStudent', /student account THS-PAR-001/], ['isDeleted', /deleted account THS-PAR-001/]] as const)('is refused when the account %s', (flag, sentence) => {
    const { problems } = match([{ child: 'Túndé' }], [{ ...iyabo, [flag]: true }]);
    expect(problems).toEqual([expect.objectContaining({ row: 2, column: 'guardian1_phone', message: expect.stringMatching(sentence) })]);
  });
});
