import { countSeats } from '@/lib/classes/seats/queries';
import { AppError, type FieldErrors } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';
import { fullName } from '@/lib/people/rules';
import { queueWithImports } from '../../imports/commands';
import { touchedUsers, writeGuardians, writeLinks } from '../../imports/guardians/commands';
import { matchGuardians } from '../../imports/guardians/rules';
import type { KnownClass } from '../../imports/placements/rules';
import { planStudents, type Known, type StudentPlan } from '../../imports/plans/rules';
import { schoolFacts } from '../../imports/queries';
import { openAccounts } from '../../imports/students/commands';
import { findKnown } from '../../imports/students/queries';
import { writeEnrolments, writeRecords } from '../../imports/students/records/commands';
import type { StudentRow } from '../../imports/students/schema';
import { findWards } from './queries';
import { fieldsOf, guardianDoubts, numberProblem, readNewcomer, sameChildDoubt, seatDoubt } from './rules';
import type { AddedStudent, AddStudentInput, Doubts } from './schema';

/** One child with account, class and guardians, by the rules of an import and all at once; the answer is the slips. */
export async function addStudent(ctx: Context, input: AddStudentInput): Promise<AddedStudent> {
  // Two desks that add the same family wait for each other, so that neither makes a second account.
  await queueWithImports(ctx.tx);
  const facts = await schoolFacts(ctx.tx, ctx.now);
  const chosen = facts.classes.find((one) => one.id === input.class_id);
  const { student: row, problems } = readNewcomer(input, chosen, facts.today);
  if (!chosen) throw refusal({ ...fieldsOf(problems), class_id: input.class_id ? 'Choose a class of the running session.' : 'Choose a class.' });
  if (!row) throw refusal(fieldsOf(problems));
  const file = { problems: [], warnings: [], rows: [row] };
  const known = await findKnown(ctx.tx, file);
  await refuseDoubts(ctx, input, { row, known, chosen });
  // Whoever is in the records already was asked about: from here on this is a new child.
  const plan = planStudents(file, facts, { ...known, students: [] });
  if (plan.problems.length > 0) throw refusal(fieldsOf(plan.problems));
  return write(ctx, plan);
}

type Read = { row: StudentRow; known: Known; chosen: KnownClass };

/** Everything that has to be asked is asked at once. */
async function refuseDoubts(ctx: Context, input: AddStudentInput, { row, known, chosen }: Read): Promise<void> {
  const matched = matchGuardians([row], known.accounts);
  const wards = await findWards(ctx.tx, known.accounts.map((one) => one.userId));
  const asked = [
    sameChildDoubt(row, known.students, input),
    seatDoubt(chosen, await countSeats(ctx.tx, chosen.id), input),
    guardianDoubts(row, matched, { confirmed: input, wards }),
  ];
  const fields = Object.assign({}, numberProblem(row, known.students), fieldsOf(matched.problems), ...asked.map((one) => one.fields)) as FieldErrors;
  if (Object.keys(fields).length > 0) throw refusal(fields, Object.assign({}, ...asked.map((one) => one.doubts)) as Doubts);
}

async function write(ctx: Context, plan: StudentPlan): Promise<AddedStudent> {
  const [student] = plan.students;
  if (!student) throw new Error('the plan has no student');
  const accounts = await openAccounts(ctx, plan);
  await writeGuardians(ctx, plan.guardians, accounts.ofGuardian);
  await writeRecords(ctx, plan.students, accounts.ofStudent);
  await writeEnrolments(ctx, plan.students);
  await writeLinks(ctx, plan.links);
  const touched = await touchedUsers(ctx, plan);
  const { record, placement } = student;
  const name = fullName({ surname: record.surname, firstName: record.first_name, otherNames: record.other_names });
  ctx.record({
    name: 'people.student-added', subjectId: student.id, tables: ['students', 'enrolments', 'guardian_links', 'registers'],
    scopes: ['school', `class:${placement.class.id}`, ...touched.map((id) => `user:${id}`)],
    detail: { after: { name, class: placement.class.name, guardians: plan.guardians.map(fullName).join(', ') } },
  });
  return {
    studentId: student.id, name, className: placement.class.name,
    slips: accounts.logins.map((one) => ({ name: one.name, username: one.username, password: one.password })),
    notes: plan.warnings.map((warning) => warning.message),
  };
}

const refusal = (fields: FieldErrors, data?: Doubts) => new AppError('INVALID', 'Please look at the marked fields.', { fields, data });
