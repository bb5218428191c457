import type { Day } from '@/lib/platform/dates';
import { fullName, searchable } from '@/lib/people/rules';
import type { CurrentEnrolment, SchoolFacts } from '../placements/rules';
import { quoted } from '../rules';
import type { StudentRow } from '../students/schema';

/** The columns of a student that an import may set, named as in the file. */
export const recordColumns = [
  'surname',
  'first_name',
  'other_names',
  'gender',
  'date_of_birth',
  'state_of_origin',
  'lga',
  'address',
  'previous_school',
  'blood_group',
  'genotype',
  'allergies',
] as const;

export type StudentRecord = Record<(typeof recordColumns)[number], string>;

export const blankRecord: StudentRecord = {
  surname: '',
  first_name: '',
  other_names: '',
  gender: '',
  date_of_birth: '',
  state_of_origin: '',
  lga: '',
  address: '',
  previous_school: '',
  blood_group: '',
  genotype: '',
  allergies: '',
};

export type KnownStudent = {
  id: string;
  userId: string;
  admissionNumber: string;
  record: StudentRecord;
  enrolment: CurrentEnrolment | null;
  /** The last day of who has left. */
  leftOn?: Day | null;
  /** The place that waits for its day. */
  planned?: { classId: string; departmentId: string | null } | null;
};

export type Identity = { surname: string; firstName: string; otherNames: string; dateOfBirth: string };

export const identityOf = (row: StudentRow): Identity => ({
  surname: row.surname,
  firstName: row.first_name,
  otherNames: row.other_names ?? '',
  dateOfBirth: row.date_of_birth,
});

/** Surname, first name and date of birth: what two rows of the same child share at least. */
export function shortIdentity({ surname, firstName, dateOfBirth }: Identity): string {
  return `${searchable(`${surname} ${firstName}`)}|${dateOfBirth}`;
}

/** The same child: equal names and birthday; other names may be left out on one side. */
export function isSameChild(a: Identity, b: Identity): boolean {
  if (a.dateOfBirth !== b.dateOfBirth) return false;
  const [one, other] = [searchable(fullName(a)), searchable(fullName(b))];
  return (
    one === other || (shortIdentity(a) === shortIdentity(b) && (a.otherNames === '' || b.otherNames === ''))
  );
}

export type Found = { student: KnownStudent | null; ownNumber: string | null };

/** Finds the student a row means: by number, else by names and birthday; null for a new one. */
export function finding(students: KnownStudent[], { usernamePrefix }: SchoolFacts, taken: Set<string>) {
  const byNumber = new Map(students.map((one) => [one.admissionNumber.toUpperCase(), one]));
  const byIdentity = Map.groupBy(students, (one) => shortIdentity(identityOfRecord(one.record)));
  return (row: StudentRow): Found | { column: string; message: string } => {
    const number = row.admission_number?.toUpperCase() ?? '';
    const numbered = byNumber.get(number);
    if (numbered && !sharesAName(row, numbered) && numbered.record.date_of_birth !== row.date_of_birth) {
      return {
        column: 'admission_number',
        message: `${number} belongs to ${nameOf(numbered)}, another child.`,
      };
    }
    if (numbered) return { student: numbered, ownNumber: null };
    if (number.startsWith(`${usernamePrefix.toUpperCase()}-`)) {
      return {
        column: 'admission_number',
        message: `No student has the number ${quoted(number)}. Leave it empty for a new student.`,
      };
    }
    if (taken.has(number))
      return {
        column: 'admission_number',
        message: `${quoted(number)} is the user name of another account.`,
      };
    const alike = byIdentity.get(shortIdentity(identityOf(row))) ?? [];
    const exact = alike.find((one) => searchName(one.record) === searchable(fullName(identityOf(row))));
    const loose = alike.filter((one) => isSameChild(identityOfRecord(one.record), identityOf(row)));
    if (!exact && loose.length > 1)
      return { column: 'surname', message: 'Several students fit this row. Write the admission number.' };
    return { student: exact ?? loose[0] ?? null, ownNumber: (exact ?? loose[0]) ? null : number || null };
  };
}

export const identityOfRecord = (record: StudentRecord) => ({
  surname: record.surname,
  firstName: record.first_name,
  otherNames: record.other_names,
  dateOfBirth: record.date_of_birth,
});

/** What search compares and lists sort by. */
export const searchName = (record: StudentRecord) => searchable(fullName(identityOfRecord(record)));

const nameOf = (student: KnownStudent) => fullName(identityOfRecord(student.record));

function sharesAName(row: StudentRow, student: KnownStudent): boolean {
  const theirs = new Set(searchable(nameOf(student)).split(' '));
  return searchable(fullName(identityOf(row)))
    .split(' ')
    .some((word) => theirs.has(word));
}
