import { randomUUID } from 'node:crypto';
import { fullName, searchable } from '@/lib/people/rules';
import { listed } from '@/lib/platform/sentences';
import { quoted, squeezed } from '../../rules';
import type { Findings, Problem } from '../../schema';
import { subjectNames, type StaffFile } from '../rules';
import type { StaffCounts, StaffRow } from '../schema';

export type KnownStaffAccount = {
  userId: string;
  username: string;
  displayName: string;
  phone: string | null;
  email: string | null;
  roles: string[];
  isStudent: boolean;
  isDeleted: boolean;
  staff: {
    id: string;
    title: string;
    surname: string;
    firstName: string;
    gender: string;
    hasLeft: boolean;
  } | null;
};

export type KnownStaff = {
  accounts: KnownStaffAccount[];
  classes: { id: string; name: string; label: string; levelId: string; teacherId: string | null }[];
  subjects: { id: string; name: string; levelIds: string[] }[];
  /** staff/class/subject of the active term. */
  assignments: string[];
  termId: string | null;
};

export type PlannedStaff = {
  staffId: string;
  row: StaffRow;
  known: KnownStaffAccount | null;
  isChanged: boolean;
  /** The class they become teacher of, when they are not yet. */
  leads: string | null;
  /** Subjects they will teach to the class they lead. */
  teaches: { classId: string; subjectId: string }[];
};

export type StaffPlan = Findings & { staff: PlannedStaff[]; counts: StaffCounts };

/**
 * Compares the file with the school. A class teacher teaches those of their subjects that their class's level offers;
 * who else teaches what where is not in the file, so the office assigns it.
 */
export function planStaff(file: StaffFile, known: KnownStaff): StaffPlan {
  const problems = [...file.problems];
  const warnings = [...file.warnings];
  const byPhone = new Map(known.accounts.map((one) => [one.phone, one]));
  const byEmail = new Map(known.accounts.map((one) => [one.email, one]));
  const classes = new Map(known.classes.map((one) => [squeezed(one.label), one]));
  const subjects = new Map(known.subjects.map((one) => [squeezed(one.name), one]));
  const assigned = new Set(known.assignments);
  const staff: PlannedStaff[] = [];
  const seen = new Map<string, number>();

  for (const row of file.rows) {
    const before = problems.length;
    const at = (column: string, message: string): Problem => ({ row: row.row, column, message });
    const account = byPhone.get(row.phone || null) ?? byEmail.get(row.email || null) ?? null;
    const found = row.phone || row.email ? account : null;
    const refusal = found && unusable(row, found);
    if (refusal) problems.push(at(refusal.column, refusal.message));
    const led = classes.get(squeezed(row.class_teacher_of)) ?? null;
    if (row.class_teacher_of !== '' && !led)
      problems.push(
        at('class_teacher_of', `There is no class ${quoted(row.class_teacher_of)} in the running session.`),
      );
    if (led && row.role !== 'teacher') problems.push(at('class_teacher_of', 'Only a teacher leads a class.'));
    const named = subjectNames(row.subjects);
    const unknown = named.filter((name) => !subjects.has(squeezed(name)));
    if (unknown.length > 0)
      problems.push(at('subjects', `The school does not offer ${listed(unknown.map(quoted))}.`));
    const earlier = found ? seen.get(found.userId) : undefined;
    if (earlier) problems.push(at('surname', `This is the person of row ${earlier} again.`));
    if (found) seen.set(found.userId, row.row);
    if (problems.length > before) continue;

    const staffId = found?.staff?.id ?? randomUUID();
    const offered = named
      .flatMap((name) => subjects.get(squeezed(name)) ?? [])
      .filter((one) => led && one.levelIds.includes(led.levelId));
    const teaches = offered.flatMap((subject) =>
      led && !assigned.has(`${staffId}/${led.id}/${subject.id}`)
        ? [{ classId: led.id, subjectId: subject.id }]
        : [],
    );
    const leads = led && led.teacherId !== staffId ? led.id : null;
    staff.push({
      staffId,
      row,
      known: found,
      leads,
      teaches: known.termId ? teaches : [],
      isChanged: !found || differs(row, found),
    });
  }
  if (!known.termId && file.rows.some((row) => row.subjects)) {
    warnings.push({
      row: null,
      column: 'subjects',
      message: 'No term is active, so nobody is given subjects to teach yet.',
    });
  }
  return { problems, warnings, staff, counts: counted(staff, file.rows.length) };
}

function unusable(row: StaffRow, account: KnownStaffAccount): { column: string; message: string } | null {
  const column = account.phone !== null && account.phone === row.phone ? 'phone' : 'email';
  const given = fullName({ surname: row.surname, firstName: row.first_name });
  const theirs = account.staff ? fullName(account.staff) : account.displayName;
  const words = new Set(searchable(theirs).split(' '));
  if (account.isDeleted)
    return { column, message: `This belongs to the deleted account ${account.username}. Restore it first.` };
  if (account.isStudent)
    return { column, message: `This belongs to the student account ${account.username}.` };
  // A mistyped number must not hand a stranger the rights of staff.
  if (
    !searchable(given)
      .split(' ')
      .some((word) => words.has(word))
  )
    return { column, message: `This belongs to ${theirs}, not to ${given}.` };
  if (account.staff?.hasLeft)
    return { column: 'surname', message: `${theirs} has left the school. Take them back on their own page.` };
  if (row.role === 'admin' && !account.roles.includes('admin') && !account.roles.includes('super-admin')) {
    return {
      column: 'role',
      message: `${theirs} has an account already; a file does not make them an admin.`,
    };
  }
  return null;
}

function differs(row: StaffRow, { staff, roles }: KnownStaffAccount): boolean {
  if (!staff || (!roles.includes(row.role) && !roles.includes('super-admin'))) return true;
  return (
    (row.title !== '' && row.title !== staff.title) ||
    row.surname !== staff.surname ||
    row.first_name !== staff.firstName ||
    row.gender !== staff.gender
  );
}

/** An admin makes no admins and does not touch a super admin's record (domain §3), with a file no more than by hand. */
function isForSuperAdmin({ row, known, isChanged }: PlannedStaff): boolean {
  return known ? isChanged && known.roles.includes('super-admin') : row.role === 'admin';
}

function counted(staff: PlannedStaff[], rows: number): StaffCounts {
  const isTouched = (one: PlannedStaff) => one.isChanged || one.leads !== null || one.teaches.length > 0;
  const known = staff.filter((one) => one.known?.staff);
  const changed = known.filter(isTouched).length;
  return {
    rows,
    staff: { new: staff.length - known.length, changed, unchanged: known.length - changed },
    classTeachers: { new: staff.filter((one) => one.leads).length },
    forSuperAdmin: staff.filter(isForSuperAdmin).length,
    teachingAssignments: { new: staff.reduce((sum, one) => sum + one.teaches.length, 0) },
  };
}
