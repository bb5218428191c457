import { and, eq, ne } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { enrolments, users } from '@/db/schema';
import { raiseAuthority } from '@/lib/accounts/authority/commands';
import { openAgain } from '@/lib/accounts/commands';
import { endSessions } from '@/lib/accounts/sessions/commands';
import { countSeats } from '@/lib/classes/seats/queries';
import { plusDays, schoolDay, type Day } from '@/lib/platform/dates';
import { AppError, type FieldErrors } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';
import { getSchool } from '@/lib/school/queries';
import { placing, type Placement } from '../../imports/placements/rules';
import { schoolFacts } from '../../imports/queries';
import { fieldsOf, seatDoubt } from '../newcomers/rules';
import { dropPlan, planPlacement, refusePlanned } from './plans/commands';
import { findTouched, presentOf, type Placed } from './queries';
import { leavingProblem, moveProblem, returnProblem } from './rules';
import type { PlaceInput, WithdrawInput } from './schema';

/** To which class, and from which day while that is still to come. */
type Placing = { className: string; from: Day | null };

/** What an enrolment that was planned is known by, and how the one before it ends. */
type Becomes = { id?: string; outcome?: 'moved' | 'promoted' | 'repeat' };

/** Moves a student to another class of the session, or plans it for a day ahead; the time in the old one stays in the records. */
export async function moveStudent(ctx: Context, input: PlaceInput, student: Placed): Promise<Placing> {
  refusePlanned(student);
  return move(ctx, input, student, {});
}

/** On its day: the teachers of the class before lose sight at once. */
export async function move(ctx: Context, input: PlaceInput, student: Placed, { id, outcome = 'moved' }: Becomes): Promise<Placing> {
  const present = presentOf(student);
  const { place, facts } = await findPlace(ctx, input);
  if (place.class.id === present.classId) throw refusal({ class_id: `The student is in ${present.className} already.` });
  const problem = moveProblem(present, { startsOn: input.startsOn, today: facts.today, sessionStartsOn: facts.sessionStartsOn });
  if (problem) throw refusal({ startsOn: problem });
  await refuseFull(ctx, place.class, input);
  if (input.startsOn > facts.today) return plan(ctx, 'move', input, { place, id, outcome });
  const target = { classId: place.class.id, departmentId: place.departmentId };
  if (present.startsOn === input.startsOn) {
    // Nothing of that time has happened yet.
    await ctx.tx.update(enrolments).set(target).where(eq(enrolments.id, present.id));
  } else {
    await ctx.tx.update(enrolments).set({ endsOn: plusDays(input.startsOn, -1), outcome }).where(eq(enrolments.id, present.id));
    await ctx.tx.insert(enrolments).values({ id, studentId: student.studentId, startsOn: input.startsOn, ...target });
  }
  await announce(ctx, student, {
    name: 'people.student-moved', classes: [present.classId, place.class.id],
    detail: { before: { class: present.className }, after: { class: place.class.name, from: input.startsOn } },
  });
  return { className: place.class.name, from: null };
}

/** Also a plan whose day is put off by a mark that came in between: it stays known by its enrolment, and ends the one before as it would have. */
async function plan(ctx: Context, kind: 'move' | 'readmit', input: PlaceInput, { place, id, outcome }: Becomes & { place: Placement }): Promise<Placing> {
  const { studentId, startsOn, is_over } = input;
  const { class: chosen, departmentId } = place;
  const mayOverfill = is_over === chosen.id;
  await planPlacement(ctx, { kind, studentId, classId: chosen.id, departmentId, startsOn, mayOverfill, enrolmentId: id, outcome }, chosen.name);
  return { className: chosen.name, from: startsOn };
}

/** A student leaves: the class ends on that day, the sign-in at once; number, records and the family's accounts stay. */
export async function withdrawStudent(ctx: Context, { lastDay, reason }: WithdrawInput, student: Placed): Promise<void> {
  const present = presentOf(student);
  if (student.planned) await dropPlan(ctx, student.planned);
  const { timeZone } = await getSchool(ctx.tx);
  const problem = leavingProblem(present, { lastDay, today: schoolDay(ctx.now, timeZone) });
  if (problem) throw refusal({ lastDay: problem });
  await ctx.tx.update(enrolments).set({ endsOn: lastDay, outcome: 'withdrawn', reason }).where(eq(enrolments.id, present.id));
  // Somebody who is suspended stays so, on coming back too.
  await ctx.tx.update(users).set({ status: 'disabled' }).where(and(eq(users.id, student.userId), ne(users.status, 'suspended')));
  await endSessions(ctx, student.userId, { reason: 'left-the-school' });
  await announce(ctx, student, { name: 'people.student-withdrawn', classes: [present.classId], detail: { class: present.className, lastDay, reason } });
}

/** A student comes back, or is to on a day ahead, with the number and the history of before. */
export async function readmitStudent(ctx: Context, input: PlaceInput, student: Placed): Promise<Placing> {
  refusePlanned(student);
  return readmit(ctx, input, student, {});
}

/** On its day: class and sign-in open. */
export async function readmit(ctx: Context, input: PlaceInput, student: Placed, { id }: Becomes): Promise<Placing> {
  if (student.present) throw new AppError('LOCKED', `This student is in ${student.present.className}. Move them instead.`);
  const { place, facts } = await findPlace(ctx, input);
  const problem = returnProblem(student.leftOn, { startsOn: input.startsOn, today: facts.today, sessionStartsOn: facts.sessionStartsOn });
  if (problem) throw refusal({ startsOn: problem });
  await refuseFull(ctx, place.class, input);
  if (input.startsOn > facts.today) return plan(ctx, 'readmit', input, { place, id });
  await ctx.tx.insert(enrolments).values({ id, studentId: student.studentId, classId: place.class.id, departmentId: place.departmentId, startsOn: input.startsOn });
  await openAgain(ctx.tx, [student.userId]);
  await announce(ctx, student, {
    name: 'people.student-readmitted', classes: [place.class.id], detail: { after: { class: place.class.name, from: input.startsOn } },
  });
  return { className: place.class.name, from: null };
}

/** The class and department that were chosen, by the rules of the import. */
async function findPlace(ctx: Context, input: PlaceInput) {
  const facts = await schoolFacts(ctx.tx, ctx.now);
  const chosen = facts.classes.find((one) => one.id === input.class_id);
  if (!chosen || !facts.session) throw refusal({ class_id: 'Choose a class of the running session.' });
  const place = placing(facts)({ class_level: chosen.levelName, class_arm: chosen.arm, department: input.department });
  if ('message' in place) throw refusal(fieldsOf([{ row: null, ...place }]));
  return { place, facts: { today: facts.today, sessionStartsOn: facts.session.startsOn } };
}

async function refuseFull(ctx: Context, chosen: { id: string; name: string }, confirmed: { is_over?: string }): Promise<void> {
  const { fields, doubts } = seatDoubt(chosen, await countSeats(ctx.tx, chosen.id), confirmed);
  if (Object.keys(fields).length > 0) throw new AppError('INVALID', 'Please look at the marked fields.', { fields, data: doubts });
}

/** Whoever gains or loses sight of a child by a change of class is asked anew at their next request; returns their accounts. */
export async function askAnew(tx: Tx, change: { studentIds: string[]; classIds: string[] }): Promise<string[]> {
  const touched = await findTouched(tx, change);
  await raiseAuthority(tx, touched);
  return touched;
}

type News = { name: string; classes: string[]; detail: Record<string, unknown> };

async function announce(ctx: Context, student: Placed, { name, classes, detail }: News): Promise<void> {
  const touched = await askAnew(ctx.tx, { studentIds: [student.studentId], classIds: student.present ? [student.present.classId] : [] });
  ctx.record({
    // An open page of somebody who loses sight follows their sign-ins: it fetches itself again, and finds what is left.
    name, subjectId: student.studentId, tables: ['enrolments', 'registers', 'sessions'],
    scopes: ['school', `student:${student.studentId}`, ...classes.map((id) => `class:${id}`), ...touched.map((id) => `user:${id}`)], detail,
  });
}

const refusal = (fields: FieldErrors) => new AppError('INVALID', 'Please look at the marked fields.', { fields });
