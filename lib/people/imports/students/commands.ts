import { createAccounts } from '@/lib/accounts/commands';
import type { Context } from '@/lib/platform/perform';
import { fullName } from '@/lib/people/rules';
import { allowLongWork, beginImport, planHeld, refuseProblems } from '../commands';
import { touchedUsers, writeGuardians, writeLinks } from '../guardians/commands';
import { planStudents, type StudentPlan } from '../plans/rules';
import { schoolFacts } from '../queries';
import { shownFindings } from '../rules';
import type { Findings, ImportSource, NewLogin, Report } from '../schema';
import { findKnown, lockStudents } from './queries';
import { writeEnrolments, writeRecords } from './records/commands';
import { readStudentFile } from './rules';
import type { StudentCounts, StudentPreview } from './schema';

/** What an import of this file would do, with every problem by row and column. Writes nothing. */
export async function previewStudents(ctx: Context, file: ImportSource): Promise<StudentPreview> {
  const { counts, ...findings } = await checkStudents(ctx, file);
  return { ...counts, ...shownFindings(findings) };
}

/** As the preview, with all findings and not only the first. */
export async function checkStudents(ctx: Context, file: ImportSource): Promise<Findings & { counts: StudentCounts }> {
  await allowLongWork(ctx.tx);
  const { counts, problems, warnings } = await planFile(ctx, file);
  return { counts, problems, warnings };
}

export type ImportedStudents = StudentPreview & { logins: NewLogin[] };

/** Imports a student file in the caller's transaction, all or nothing; the same file again changes nothing. */
export async function commitStudents(
  ctx: Context,
  file: ImportSource,
  report: Report = () => undefined,
): Promise<ImportedStudents> {
  await beginImport(ctx.tx);
  report('reading', 0);
  const plan = await planHeld(() => planFile(ctx, file), {
    changed: (found) => found.students.flatMap((one) => (one.known && (one.changed.length > 0 || one.enrolment) ? [one.id] : [])),
    lock: (ids) => lockStudents(ctx.tx, ids),
  });
  const preview = previewOf(plan);
  refuseProblems(preview);

  report('accounts', 0.2);
  const accounts = await openAccounts(ctx, plan);
  report('guardians', 0.5);
  await writeGuardians(ctx, plan.guardians, accounts.ofGuardian);
  report('students', 0.6);
  await writeRecords(ctx, plan.students, accounts.ofStudent);
  report('classes', 0.8);
  await writeEnrolments(ctx, plan.students);
  await writeLinks(ctx, plan.links);
  const touched = await touchedUsers(ctx, plan);
  record(ctx, plan, touched);
  report('done', 1);
  return { ...preview, logins: accounts.logins };
}

async function planFile(ctx: Context, file: ImportSource): Promise<StudentPlan> {
  const facts = await schoolFacts(ctx.tx, ctx.now);
  const read = readStudentFile(file, facts.today);
  return planStudents(read, facts, await findKnown(ctx.tx, read));
}

const previewOf = (plan: StudentPlan): StudentPreview => ({ ...plan.counts, ...shownFindings(plan) });

/** Accounts for new students and guardians, students first so that their numbers follow the order of the file. */
export async function openAccounts(ctx: Context, plan: StudentPlan) {
  const students = plan.students.filter((one) => !one.known);
  const guardians = plan.guardians.filter((one) => !one.known);
  const named = [
    ...students.map(({ record }) => ({
      name: fullName({
        surname: record.surname,
        firstName: record.first_name,
        otherNames: record.other_names,
      }),
      role: 'student' as const,
    })),
    ...guardians.map((one) => ({
      name: fullName(one),
      role: 'parent' as const,
      phone: one.phone,
      email: one.email,
    })),
  ];
  const made = await createAccounts(
    ctx,
    named.map(({ name, ...rest }) => ({ displayName: name, ...rest })),
  );
  const logins = made.map(({ id, username, password }, index) => ({
    userId: id,
    username: students[index]?.ownNumber ?? username,
    password,
    name: named[index]?.name ?? '',
  }));
  return {
    logins,
    ofStudent: new Map(students.map((one, index) => [one.id, login(logins[index])])),
    ofGuardian: new Map(
      guardians.map((one, index) => [one.guardianId, login(logins[students.length + index])]),
    ),
  };
}

function login(one: NewLogin | undefined): NewLogin {
  if (!one) throw new Error('an account was not made');
  return one;
}

function record(ctx: Context, { counts, students }: StudentPlan, touched: string[]): void {
  const isChanged = counts.students.new + counts.students.changed + counts.links.new + touched.length > 0;
  const shown = students.filter((one) => !one.known || one.changed.length > 0);
  const classes = new Set(
    shown.flatMap((one) => [one.known?.enrolment?.classId ?? [], one.placement.class.id].flat()),
  );
  ctx.record({
    name: 'people.students-imported',
    subjectId: ctx.requestId,
    tables: isChanged ? ['students', 'enrolments', 'guardian_links', 'registers'] : [],
    scopes: isChanged
      ? ['school', ...[...classes].map((id) => `class:${id}`), ...touched.map((id) => `user:${id}`)]
      : [],
    detail: { ...counts },
  });
}
