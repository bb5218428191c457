import { sql } from 'drizzle-orm';
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { id, instant } from '../columns';
import { users } from './accounts';
import { classes } from './classes';
import { students } from './people';

/** One class on one school day. The row appears with the first submission; until then it is "not taken". */
export const registers = pgTable(
  'registers',
  {
    id: id(),
    classId: uuid('class_id').notNull().references(() => classes.id),
    day: date('day').notNull(),
    period: text('period').notNull().default('morning'),
    /** Raised by every submission; a submission names the version it saw. */
    version: integer('version').notNull(),
    /** Null again after the first submission was undone. */
    takenAt: instant('taken_at'),
    takenBy: uuid('taken_by').references(() => users.id),
    present: integer('present').notNull().default(0),
    absent: integer('absent').notNull().default(0),
    late: integer('late').notNull().default(0),
    excused: integer('excused').notNull().default(0),
  },
  (t) => [
    uniqueIndex('registers_once').on(t.classId, t.day, t.period),
    index('registers_day').on(t.day),
    index('registers_taken_by').on(t.takenBy),
    // What the composite key of a mark refers to, so its class and day cannot drift from the register's.
    unique('registers_of_marks').on(t.id, t.classId, t.day),
  ],
);

/** One student's line in a register. Class and day repeat the register's: they carry scope and order in one index. */
export const attendanceMarks = pgTable(
  'attendance_marks',
  {
    registerId: uuid('register_id').notNull(),
    studentId: uuid('student_id').notNull().references(() => students.id),
    classId: uuid('class_id').notNull(),
    day: date('day').notNull(),
    status: text('status', { enum: ['present', 'absent', 'late', 'excused'] }).notNull(),
    minutesLate: integer('minutes_late'),
    reason: text('reason'),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.registerId, t.studentId] }),
    foreignKey({
      columns: [t.registerId, t.classId, t.day],
      foreignColumns: [registers.id, registers.classId, registers.day],
    }),
    index('attendance_marks_student').on(t.studentId, t.day),
    index('attendance_marks_exceptions').on(t.day, t.classId).where(sql`status <> 'present'`),
    check('attendance_marks_status', sql`${t.status} in ('present','absent','late','excused')`),
    check('attendance_marks_minutes', sql`${t.minutesLate} is null or (${t.status} = 'late' and ${t.minutesLate} between 1 and 600)`),
    check('attendance_marks_reason', sql`${t.status} <> 'excused' or length(${t.reason}) between 1 and 200`),
  ],
);

/** Who submitted what version and when, with what stood before, so the last one can be undone. */
export const registerSubmissions = pgTable(
  'register_submissions',
  {
    registerId: uuid('register_id').notNull().references(() => registers.id),
    classId: uuid('class_id').notNull().references(() => classes.id),
    version: integer('version').notNull(),
    kind: text('kind', { enum: ['taken', 'corrected', 'undone'] }).notNull(),
    submittedBy: uuid('submitted_by').notNull().references(() => users.id),
    submittedAt: instant('submitted_at').notNull(),
    /** Why an office correction of an earlier day was made. */
    reason: text('reason'),
    /** The exceptions that stood before, and who had no mark; null when it was not taken. */
    before: jsonb('before').$type<StandingLine[] | null>(),
  },
  (t) => [primaryKey({ columns: [t.registerId, t.version] }), index('register_submissions_by').on(t.submittedBy)],
);

export type ExceptionLine = [studentId: string, status: 'absent' | 'late' | 'excused', minutesLate: number | null, reason: string | null];

/** "not-called": on the list, and without a mark, because they joined after the register was taken. */
export type StandingLine = ExceptionLine | [studentId: string, status: 'not-called', minutesLate: null, reason: null];
