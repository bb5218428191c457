import { sql } from 'drizzle-orm';
import type { ExceptionLine, StandingLine } from '@/db/schema/attendance';
import { isOffice } from '@/lib/platform/actor';
import { schoolDay, type Day } from '@/lib/platform/dates';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';
import { getSchool } from '@/lib/school/queries';
import { absenceChanges, countMarks, rosterProblems, sayJoined, type Mark } from './marks/rules';
import { getRegister, type Register } from './queries';
import { lockedBecause } from './rules';
import type { SubmitRegisterInput, UndoRegisterInput } from './schema';

export type Submitted = { version: number; takenAt: string };

/** Takes or corrects the register of a class and day; every mark of the roster at once. */
export async function submitRegister(ctx: Context, input: SubmitRegisterInput, register: Register): Promise<Submitted> {
  const school = await getSchool(ctx.tx);
  refuseClosedDay(ctx, register, { today: schoolDay(ctx.now, school.timeZone), weekDays: school.weekDays, reason: input.reason });
  if (register.version !== input.version) throw conflict(register);
  refuseWrongRoster(register, input.marks);

  const before = register.takenAt ? standing(register) : null;
  const kind = before === null ? 'taken' : 'corrected';
  const version = await write(ctx, register, { kind, before, marks: input.marks, reason: input.reason || null, expected: input.version });
  if (version === null) {
    throw conflict(await getRegister(ctx.actor, { classId: register.classId, day: register.day }, ctx.tx));
  }
  announce(ctx, register, { name: `attendance.register-${kind === 'taken' ? 'submitted' : 'corrected'}`, marks: input.marks, version, notifyAfter: school.correctionSeconds });
  return { version, takenAt: ctx.now.toISOString() };
}

/** Takes the actor's own last submission back: what stood before stands again. */
export async function undoRegister(ctx: Context, input: UndoRegisterInput, register: Register): Promise<Submitted> {
  const school = await getSchool(ctx.tx);
  const [last] = await ctx.tx.execute<{ submitted_by: string; before: StandingLine[] | null }>(sql`
    select s.submitted_by, s.before from register_submissions s join registers r on r.id = s.register_id
    where r.class_id = ${register.classId} and r.day = ${register.day}::date and s.version = ${input.version} and s.kind <> 'undone'`);
  const isMine = ctx.actor.kind === 'person' && last?.submitted_by === ctx.actor.id;
  if (!last || register.version !== input.version) {
    throw new AppError('CONFLICT', 'The register was changed since, so this can no longer be undone. Correct it instead.');
  }
  if (!isMine || register.day !== schoolDay(ctx.now, school.timeZone)) {
    throw new AppError('LOCKED', 'Only your own last change of today can be undone.');
  }
  const marks = restored(register, last.before);
  const version = await write(ctx, register, {
    kind: 'undone', marks, reason: null, expected: input.version, before: standing(register), notTaken: last.before === null,
  });
  if (version === null) throw new AppError('CONFLICT', 'The register was changed since, so this can no longer be undone. Correct it instead.');
  announce(ctx, register, { name: 'attendance.register-undone', marks, version, notifyAfter: school.correctionSeconds });
  return { version, takenAt: ctx.now.toISOString() };
}

function refuseClosedDay(ctx: Context, register: Register, { today, weekDays, reason }: { today: Day; weekDays: number[]; reason?: string }): void {
  const locked = lockedBecause(register, { today, weekDays, isOffice: isOffice(ctx.actor) });
  if (locked) throw new AppError('LOCKED', locked);
  if (register.day !== today && !reason) {
    throw new AppError('INVALID', 'Please look at the marked fields.', { fields: { reason: 'Write why an earlier day is corrected.' } });
  }
}

function refuseWrongRoster(register: Register, marks: Mark[]): void {
  const { missing, strangers, twice } = rosterProblems(register.lines.map((line) => line[0]), marks);
  if (missing.length + strangers.length + twice.length === 0) return;
  const joined = register.lines.filter((line) => missing.includes(line[0]));
  const fields = Object.fromEntries(joined.map((line) => [`mark.${line[0]}`, sayJoined([line])]));
  const message = joined.length > 0 ? sayJoined(joined)
    : 'Somebody on your list is not in this class any more. Your marks are kept; look at the new list and save again.';
  throw new AppError('CONFLICT', message, { fields, data: stateOf(register) });
}

function conflict(register: Register): AppError {
  const message = `${register.takenBy ?? 'Someone'} changed this register while you were marking.`;
  return new AppError('CONFLICT', message, { data: stateOf(register) });
}

/** What a page needs to go on from: the list as it is now, with the marks that the school has. */
const stateOf = ({ version, takenAt, takenBy, lines }: Register) =>
  ({ version, isTaken: takenAt !== null, takenBy, lines });

/** Who joined after the register was taken has no mark yet. */
function marksOf(register: Register): Mark[] {
  return register.lines.flatMap(([studentId, , , , status, minutesLate, reason]) =>
    status ? [{ studentId, status, minutesLate, reason }] : []);
}

function exceptions(marks: Mark[]): ExceptionLine[] {
  return marks.flatMap(({ studentId, status, minutesLate, reason }) =>
    status === 'present' ? [] : [[studentId, status, minutesLate ?? null, reason ?? null] satisfies ExceptionLine]);
}

/** What an undo gives back: the exceptions, and who had no mark. */
function standing(register: Register): StandingLine[] {
  const unmarked = register.lines.filter((line) => line[4] === null);
  const notCalled = unmarked.map((line) => [line[0], 'not-called', null, null] satisfies StandingLine);
  return [...exceptions(marksOf(register)), ...notCalled];
}

function restored(register: Register, before: StandingLine[] | null): Mark[] {
  const old = new Map((before ?? []).map((line) => [line[0], line]));
  return marksOf(register).flatMap(({ studentId }) => {
    const [, status, minutesLate, reason] = old.get(studentId) ?? [];
    return status === 'not-called' ? [] : [{ studentId, status: status ?? 'present', minutesLate, reason }];
  });
}

type Write = {
  kind: 'taken' | 'corrected' | 'undone'; before: StandingLine[] | null; marks: Mark[];
  reason: string | null; expected: number; notTaken?: boolean;
};

/**
 * Register, marks and submission in one statement. The upsert is the lock and the version check: null when someone
 * else was faster, and then nothing was written.
 */
async function write(ctx: Context, register: Register, { kind, before, marks, reason, expected, notTaken = false }: Write): Promise<number | null> {
  const by = ctx.actor.kind === 'person' ? ctx.actor.id : null;
  const counts = notTaken ? { present: 0, absent: 0, late: 0, excused: 0 } : countMarks(marks);
  const takenAt = notTaken ? null : ctx.now.toISOString();
  // Who is on the list and has no mark in this version: only an undo leaves somebody out.
  const unmarked = register.lines.map((line) => line[0]).filter((id) => !marks.some((mark) => mark.studentId === id));
  const lines = JSON.stringify(marks.map((m) => [m.studentId, m.status, m.status === 'late' ? (m.minutesLate ?? null) : null, m.reason || null]));
  const [row] = await ctx.tx.execute<{ version: number }>(sql`
    with reg as (
      insert into registers (class_id, day, version, taken_at, taken_by, present, absent, late, excused)
      select ${register.classId}::uuid, ${register.day}::date, 1, ${takenAt}::timestamptz, ${by}::uuid,
        ${counts.present}::int, ${counts.absent}::int, ${counts.late}::int, ${counts.excused}::int
      where ${expected}::int = 0 or exists (select 1 from registers x where x.class_id = ${register.classId}::uuid and x.day = ${register.day}::date)
      on conflict (class_id, day, period) do update set version = registers.version + 1, taken_at = excluded.taken_at,
        taken_by = excluded.taken_by, present = excluded.present, absent = excluded.absent, late = excluded.late, excused = excluded.excused
      where registers.version = ${expected}::int
      returning id, version
    ), marked as (
      insert into attendance_marks (register_id, student_id, class_id, day, status, minutes_late, reason)
      select reg.id, (l.v ->> 0)::uuid, ${register.classId}::uuid, ${register.day}::date, l.v ->> 1, (l.v ->> 2)::int, l.v ->> 3
      from reg, jsonb_array_elements(${lines}::jsonb) as l(v)
      on conflict (register_id, student_id) do update set status = excluded.status, minutes_late = excluded.minutes_late,
        reason = excluded.reason, version = attendance_marks.version + 1
      where (attendance_marks.status, attendance_marks.minutes_late, attendance_marks.reason)
        is distinct from (excluded.status, excluded.minutes_late, excluded.reason)
    ), unmarked as (
      delete from attendance_marks m using reg where m.register_id = reg.id and m.student_id = any (${`{${unmarked.join(',')}}`}::uuid[])
    ), submission as (
      insert into register_submissions (register_id, class_id, version, kind, submitted_by, submitted_at, reason, before)
      select reg.id, ${register.classId}::uuid, reg.version, ${kind}, ${by}::uuid, ${ctx.now.toISOString()}::timestamptz, ${reason}, ${before ? JSON.stringify(before) : null}::jsonb
      from reg
    )
    select version from reg`);
  return row?.version ?? null;
}

function announce(
  ctx: Context,
  register: Register,
  { name, marks, version, notifyAfter }: { name: string; marks: Mark[]; version: number; notifyAfter: number },
): void {
  const before = register.takenAt ? marksOf(register) : null;
  const said = (of: Mark[]) => new Map(of.map((m) => [m.studentId, `${m.status}/${m.minutesLate ?? ''}/${m.reason ?? ''}`]));
  const [was, is] = [said(before ?? []), said(marks)];
  const changed = register.lines.map((line) => line[0]).filter((id) => was.get(id) !== is.get(id));
  const { newly, noLonger } = absenceChanges(before, marks);
  ctx.record({
    name,
    subjectId: register.classId,
    tables: ['registers'],
    scopes: ['school', `class:${register.classId}`, ...changed.map((id) => `student:${id}`)],
    detail: { day: register.day, version, before: before && exceptions(before), after: exceptions(marks), newly, noLonger },
    notifyAfter: newly.length + noLonger.length > 0 ? notifyAfter : undefined,
  });
}
