import { z } from 'zod';
import { bloodGroups, genotypes, relationships } from '@/lib/people/choices/rules';
import {
  birthdayCell,
  choiceCell,
  emailCell,
  genderCell,
  nameCell,
  noteCell,
  optionalNameCell,
  phoneCell,
  wordCell,
} from '../cells/schema';
import type { Columns, ShownFindings } from '../schema';

const guardianColumns = (place: 1 | 2) =>
  ['relationship', 'surname', 'first_name', 'phone', 'email', 'occupation'].map(
    (name) => `guardian${place}_${name}`,
  );

export const studentColumns: Columns = {
  required: ['surname', 'first_name', 'gender', 'date_of_birth', 'class_level', 'class_arm'],
  optional: [
    'admission_number',
    'other_names',
    'department',
    'state_of_origin',
    'lga',
    'blood_group',
    'genotype',
    'allergies',
    'address',
    'previous_school',
    ...guardianColumns(1),
    ...guardianColumns(2),
  ],
  refused: [
    'role',
    'roles',
    'password',
    'passwordhash',
    'status',
    'isadmin',
    'admin',
    'username',
    'userid',
    'id',
  ],
};

export const admissionNumberCell = noteCell(30).refine(
  (text) => text === '' || (/^[A-Z0-9][A-Z0-9/.-]*$/i.test(text) && /[A-Z/]/i.test(text)),
  { error: 'An admission number has letters, digits, “/”, “-” and “.”, and not digits alone.' },
);

/** One student as the file gives it. What the file does not say is undefined or empty, and changes nothing. */
export const studentCells = z.object({
  admission_number: admissionNumberCell.optional(),
  surname: nameCell('the surname'),
  first_name: nameCell('the first name'),
  other_names: optionalNameCell.optional(),
  gender: genderCell,
  date_of_birth: birthdayCell,
  class_level: wordCell('the level, for example JSS 1'),
  class_arm: wordCell('the arm of the class, for example A'),
  department: noteCell(60).optional(),
  state_of_origin: noteCell(60).optional(),
  lga: noteCell(60).optional(),
  blood_group: choiceCell(bloodGroups, 'a blood group').optional(),
  genotype: choiceCell(genotypes, 'a genotype').optional(),
  allergies: noteCell(300).optional(),
  address: noteCell(300).optional(),
  previous_school: noteCell(200).optional(),
});

export const guardianCells = z.object({
  relationship: choiceCell(relationships, 'a relationship').refine((text) => text !== '', {
    error: 'Write mother, father …',
  }),
  surname: nameCell('the surname of the guardian'),
  first_name: nameCell('the first name of the guardian'),
  phone: phoneCell.default(''),
  email: emailCell.default(''),
  occupation: noteCell(100).default(''),
});

export type GuardianRow = z.output<typeof guardianCells> & { row: number; place: 1 | 2 };
export type StudentRow = z.output<typeof studentCells> & { row: number; guardians: GuardianRow[] };

export type StudentCounts = {
  rows: number;
  students: { new: number; changed: number; unchanged: number; moved: number };
  guardians: { new: number; matched: number };
  links: { new: number };
  /** How many students differ in which column. */
  changes: Record<string, number>;
};

export type StudentPreview = StudentCounts & ShownFindings;
