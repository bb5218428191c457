import { squeezed } from '../rules';
import type { Findings, Row, Table } from '../schema';
import { columnsOf } from '../office/schema';
import { type ImportKind } from '../kinds/rules';
import { bloodGroups, genotypes, relationships } from '@/lib/people/choices/rules';

/** The one row of each template; an import leaves a row like it out. */
export const samples: Record<ImportKind, Record<string, string>> = {
  students: {
    surname: 'Example', first_name: 'Delete', other_names: 'This row', gender: 'Female', date_of_birth: '2015-08-04', class_level: 'JSS 1', class_arm: 'A',
    guardian1_relationship: 'mother', guardian1_surname: 'Example', guardian1_first_name: 'Mother', guardian1_phone: '0803 000 0000',
  },
  staff: { title: 'Mrs', surname: 'Example', first_name: 'Delete', gender: 'Female', phone: '0803 000 0000', role: 'teacher', class_teacher_of: 'JSS 1 A', subjects: 'Biology; Physics' },
};

/** Column, whether it must be filled, and what goes in it. */
export function notesOf(kind: ImportKind): string[][] {
  const { required, optional } = columnsOf[kind];
  return [...required, ...optional].map((name) => [name, required.includes(name) ? 'yes' : 'no', notes[name.replace(/^guardian[12]_/, 'guardian_')] ?? '']);
}

const notes: Record<string, string> = {
  admission_number: 'Leave it empty and the school gives the next number. A number that is known already means that student.',
  gender: 'Female or Male',
  date_of_birth: '2015-08-04 or 04/08/2015 (day first)',
  class_level: 'As the school calls it, for example JSS 1',
  class_arm: 'For example A',
  department: 'Senior secondary only',
  blood_group: bloodGroups.join(', '),
  genotype: genotypes.join(', '),
  guardian_relationship: relationships.join(', '),
  guardian_phone: '0803 123 4567. Guardians are recognised by it, then by e-mail, so brothers and sisters share theirs.',
  guardian_email: 'May be empty when there is a phone number',
  phone: '0803 123 4567',
  email: 'May be empty when there is a phone number',
  role: 'admin or teacher',
  class_teacher_of: 'The class this person leads, for example JSS 1 A',
  subjects: 'Biology; Physics',
};

/** The table without the template's own row, which is mentioned. */
export function withoutSample(table: Table, kind: ImportKind): Table {
  const sample = samples[kind];
  const isSample = ({ cells }: Row) => ['surname', 'first_name', 'gender'].every((name) => squeezed(cells[name] ?? '') === squeezed(sample[name] ?? ''));
  const warnings: Findings['warnings'] = table.rows.filter(isSample)
    .map(({ row }) => ({ row, column: null, message: 'This is the sample row of the template; it was left out.' }));
  return { ...table, rows: table.rows.filter((row) => !isSample(row)), warnings: [...table.warnings, ...warnings] };
}
