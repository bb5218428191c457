import { sql } from 'drizzle-orm';
import { boolean, check, date, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { id, instant } from '../columns';
import { users } from './accounts';
import { academicSessions, terms } from './calendar';
import { staff, students } from './people';

export const levels = pgTable(
  'levels',
  {
    id: id(),
    name: text('name').notNull(),
    stage: text('stage', { enum: ['early-years', 'primary', 'junior-secondary', 'senior-secondary'] }).notNull(),
    position: integer('position').notNull(),
  },
  (t) => [uniqueIndex('levels_name').on(t.name), uniqueIndex('levels_position').on(t.position)],
);

export const departments = pgTable('departments', { id: id(), name: text('name').notNull().unique() });

/** A level's arm in one session: "JSS 2A". */
export const classes = pgTable(
  'classes',
  {
    id: id(),
    academicSessionId: uuid('academic_session_id').notNull().references(() => academicSessions.id),
    levelId: uuid('level_id').notNull().references(() => levels.id),
    arm: text('arm').notNull(),
    name: text('name').notNull(),
    capacity: integer('capacity').notNull().default(30),
  },
  (t) => [
    uniqueIndex('classes_arm').on(t.academicSessionId, t.levelId, t.arm),
    check('classes_capacity', sql`${t.capacity} between 1 and 200`),
  ],
);

export const subjects = pgTable('subjects', { id: id(), name: text('name').notNull().unique() });

/** Which levels (and, in senior secondary, departments) a subject is taught at. */
export const subjectOfferings = pgTable(
  'subject_offerings',
  {
    id: id(),
    levelId: uuid('level_id').notNull().references(() => levels.id),
    subjectId: uuid('subject_id').notNull().references(() => subjects.id),
    departmentId: uuid('department_id').references(() => departments.id),
    compulsory: boolean('compulsory').notNull().default(true),
  },
  (t) => [uniqueIndex('subject_offerings_once').on(t.levelId, t.subjectId, t.departmentId)],
);

export const classTeachers = pgTable(
  'class_teachers',
  {
    id: id(),
    classId: uuid('class_id').notNull().references(() => classes.id),
    staffId: uuid('staff_id').notNull().references(() => staff.id),
    startedAt: instant('started_at').notNull().defaultNow(),
    endedAt: instant('ended_at'),
    endedBy: uuid('ended_by').references(() => users.id),
  },
  (t) => [
    uniqueIndex('class_teachers_one').on(t.classId).where(sql`ended_at is null`),
    index('class_teachers_staff').on(t.staffId),
    index('class_teachers_leads').on(t.staffId, t.classId).where(sql`ended_at is null`),
    index('class_teachers_ended_by').on(t.endedBy).where(sql`ended_by is not null`),
  ],
);

/** Teacher × class × subject × term. Ending one ends the teacher's access at once. */
export const teachingAssignments = pgTable(
  'teaching_assignments',
  {
    id: id(),
    staffId: uuid('staff_id').notNull().references(() => staff.id),
    classId: uuid('class_id').notNull().references(() => classes.id),
    subjectId: uuid('subject_id').notNull().references(() => subjects.id),
    termId: uuid('term_id').notNull().references(() => terms.id),
    startedAt: instant('started_at').notNull().defaultNow(),
    endedAt: instant('ended_at'),
    endedBy: uuid('ended_by').references(() => users.id),
  },
  (t) => [
    uniqueIndex('teaching_assignments_once')
      .on(t.staffId, t.classId, t.subjectId, t.termId)
      .where(sql`ended_at is null`),
    index('teaching_assignments_class').on(t.classId),
    index('teaching_assignments_staff').on(t.staffId),
    index('teaching_assignments_ended_by').on(t.endedBy).where(sql`ended_by is not null`),
  ],
);

/** Student × class with dates; history is never rewritten. `ends_on` is the last day, null while it runs. */
export const enrolments = pgTable(
  'enrolments',
  {
    id: id(),
    studentId: uuid('student_id').notNull().references(() => students.id),
    classId: uuid('class_id').notNull().references(() => classes.id),
    departmentId: uuid('department_id').references(() => departments.id),
    startsOn: date('starts_on').notNull(),
    endsOn: date('ends_on'),
    outcome: text('outcome', {
      enum: ['promoted', 'on-trial', 'repeat', 'graduated', 'withdrawn', 'moved'],
    }),
    /** Why the student left, in the words of the office. */
    reason: text('reason').notNull().default(''),
  },
  (t) => [
    uniqueIndex('enrolments_current').on(t.studentId).where(sql`ends_on is null`),
    uniqueIndex('enrolments_start').on(t.studentId, t.startsOn),
    index('enrolments_class').on(t.classId, t.startsOn),
    // Who is where now, answered from the index alone: it holds what row-level security asks for.
    index('enrolments_here').on(t.classId, t.studentId).where(sql`ends_on is null`),
    check('enrolments_order', sql`${t.endsOn} is null or ${t.endsOn} >= ${t.startsOn}`),
  ],
);
