// What a file of people says. Its columns are those an import knows, so that a file can be changed and brought back.
import { sayPhone } from '@/lib/platform/phone';
import type { ExportKind } from './schema';

/** The most rows of one file. */
export const MOST_ROWS = 20_000;

const guardianColumns = [1, 2].flatMap((place) => ['relationship', 'surname', 'first_name', 'phone', 'email', 'occupation'].map((name) => `guardian${place}_${name}`));

/** Medical, custody and safeguarding notes are in no file. */
export const headers: Record<ExportKind, string[]> = {
  students: [
    'admission_number', 'surname', 'first_name', 'other_names', 'gender', 'date_of_birth', 'class_level', 'class_arm', 'department',
    'state_of_origin', 'lga', 'address', 'previous_school', ...guardianColumns, 'house', 'emergency_name', 'emergency_phone', 'more_guardians',
  ],
  guardians: ['surname', 'first_name', 'phone', 'email', 'occupation', 'username', 'account', 'children'],
  staff: ['title', 'surname', 'first_name', 'gender', 'role', 'phone', 'email', 'class_teacher_of', 'subjects', 'username', 'account'],
};

export type ExportedGuardian = { relationship: string; surname: string; firstName: string; phone: string | null; email: string | null; occupation: string };

/** A number as people write it; none is an empty cell. */
export const phoneOf = (phone: string | null): string => (phone ? sayPhone(phone) : '');

/** The guardians of a student as cells: two have columns of their own, whoever else there is stands in the last cell. */
export function guardianCells(guardians: readonly ExportedGuardian[]): { own: string[]; more: string } {
  const [first, second, ...others] = guardians;
  const cells = (one?: ExportedGuardian) => (one ? [one.relationship, one.surname, one.firstName, phoneOf(one.phone), one.email ?? '', one.occupation] : Array<string>(6).fill(''));
  return { own: [...cells(first), ...cells(second)], more: others.map((one) => `${one.surname} ${one.firstName} (${one.relationship}) ${phoneOf(one.phone)}`.trim()).join('; ') };
}

/** "students-2026-11-27.csv" */
export const fileName = (kind: ExportKind, day: string, format: string): string => `${kind}-${day}.${format}`;
