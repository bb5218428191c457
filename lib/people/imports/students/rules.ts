import type { Day } from '@/lib/platform/dates';
import { ageOn, fullName } from '@/lib/people/rules';
import { identityOf, isSameChild, shortIdentity } from '../identities/rules';
import type { Findings, ImportSource, Problem, Row } from '../schema';
import { readTable } from '../tables/rules';
import { withoutSample } from '../templates/rules';
import { guardianCells, studentCells, studentColumns, type GuardianRow, type StudentRow } from './schema';

export type StudentFile = Findings & { rows: StudentRow[] };

const YOUNGEST = 1;
const OLDEST = 30;

/** Reads and checks a student file as far as that is possible without the school's own records. */
export function readStudentFile(file: ImportSource, today: Day): StudentFile {
  const table = withoutSample(readTable(file, studentColumns), 'students');
  const problems = [...table.problems];
  const rows = table.rows.flatMap((row) => {
    const read = readStudent(row, today);
    problems.push(...read.problems);
    return read.student ? [read.student] : [];
  });
  problems.push(...repeated(rows));
  return { problems, warnings: table.warnings, rows };
}

/** One row of cells as a student with guardians, or the sentences that say why not; a form is read by this too. */
export function readStudent({ row, cells }: Row, today: Day): { student: StudentRow | null; problems: Problem[] } {
  const parsed = studentCells.safeParse(cells);
  const problems = parsed.success ? [] : problemsOf(parsed.error.issues, row, '');
  const guardians = ([1, 2] as const).flatMap((place) => {
    const read = readGuardian({ row, cells }, place);
    problems.push(...read.problems);
    return read.guardian ? [read.guardian] : [];
  });
  const age = parsed.success ? ageProblem(parsed.data.date_of_birth, today) : null;
  if (age) problems.push({ row, column: 'date_of_birth', message: age });
  const isSound = parsed.success && problems.length === 0;
  return { student: isSound ? { ...parsed.data, row, guardians } : null, problems };
}

function readGuardian(
  { row, cells }: Row,
  place: 1 | 2,
): { guardian: GuardianRow | null; problems: Problem[] } {
  const prefix = `guardian${place}_`;
  const own = Object.entries(cells).filter(([name]) => name.startsWith(prefix));
  if (!own.some(([, text]) => text && /\S/.test(text))) return { guardian: null, problems: [] };
  // A missing column reads like an empty cell: each part of a guardian that is needed says so itself.
  const given = { relationship: '', surname: '', first_name: '' };
  const parsed = guardianCells.safeParse({
    ...given,
    ...Object.fromEntries(own.map(([name, text]) => [name.slice(prefix.length), text])),
  });
  if (!parsed.success) return { guardian: null, problems: problemsOf(parsed.error.issues, row, prefix) };
  if (parsed.data.phone === '' && parsed.data.email === '') {
    const message =
      'Write a phone number or an e-mail address, so that the guardian can be reached and recognised.';
    return { guardian: null, problems: [{ row, column: `${prefix}phone`, message }] };
  }
  return { guardian: { ...parsed.data, row, place }, problems: [] };
}

type Issue = { path: PropertyKey[]; message: string };

function problemsOf(issues: readonly Issue[], row: number, prefix: string): Problem[] {
  return issues.map(({ path, message }) => ({ row, column: `${prefix}${path.join('.')}`, message }));
}

/** Why this cannot be the birthday of a student, or null. */
export function ageProblem(dateOfBirth: Day, today: Day): string | null {
  if (dateOfBirth > today) return 'The date of birth is in the future.';
  const age = ageOn(dateOfBirth, today);
  if (age >= YOUNGEST && age <= OLDEST) return null;
  return `The student would be ${age} years old; a student is ${YOUNGEST} to ${OLDEST}. Look at the year.`;
}

function repeated(rows: StudentRow[]): Problem[] {
  const problems: Problem[] = [];
  const byNumber = new Map<string, number>();
  const byIdentity = new Map<string, StudentRow[]>();
  for (const row of rows) {
    const number = row.admission_number?.toUpperCase();
    const earlier = number ? byNumber.get(number) : undefined;
    if (earlier)
      problems.push({
        row: row.row,
        column: 'admission_number',
        message: `The same number is in row ${earlier}.`,
      });
    else if (number) byNumber.set(number, row.row);

    const alike = byIdentity.get(shortIdentity(identityOf(row))) ?? [];
    const same = alike.find((other) => isSameStudent(other, row));
    if (same && !earlier) {
      const message = `${fullName(identityOf(row))}, born on the same day, is already in row ${same.row}.`;
      problems.push({ row: row.row, column: 'surname', message });
    }
    byIdentity.set(shortIdentity(identityOf(row)), [...alike, row]);
  }
  return problems;
}

/** Two numbers are two children, whatever their names. */
function isSameStudent(a: StudentRow, b: StudentRow): boolean {
  if (a.admission_number && b.admission_number)
    return a.admission_number.toUpperCase() === b.admission_number.toUpperCase();
  return isSameChild(identityOf(a), identityOf(b));
}
