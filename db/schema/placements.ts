import { sql } from 'drizzle-orm';
import { boolean, check, date, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { id, instant } from '../columns';
import { users } from './accounts';
import { classes, departments } from './classes';
import { students } from './people';

/**
 * A move or a return that waits for its day: until then nobody's sight of the child changes. The row goes when it was
 * carried out, cancelled, or found impossible; the history keeps what became of it.
 */
export const plannedPlacements = pgTable(
  'planned_placements',
  {
    id: id(),
    kind: text('kind', { enum: ['move', 'readmit'] }).notNull(),
    studentId: uuid('student_id').notNull().unique('planned_placements_student').references(() => students.id),
    classId: uuid('class_id').notNull().references(() => classes.id),
    departmentId: uuid('department_id').references(() => departments.id),
    startsOn: date('starts_on').notNull(),
    /** How the time in the class before ends. */
    outcome: text('outcome', { enum: ['moved', 'promoted', 'repeat'] }).notNull().default('moved'),
    /** The enrolment that it becomes, so that a change to many can name it beforehand. */
    enrolmentId: uuid('enrolment_id').notNull().default(sql`gen_random_uuid()`),
    /** The office has said yes to a class above its places. */
    mayOverfill: boolean('may_overfill').notNull(),
    askedAt: instant('asked_at').notNull(),
    /** Null for an import that nobody signed in for. */
    askedBy: uuid('asked_by').references(() => users.id),
  },
  (t) => [
    index('planned_placements_due').on(t.startsOn),
    index('planned_placements_class').on(t.classId),
    check('planned_placements_kind', sql`${t.kind} in ('move', 'readmit')`),
    check('planned_placements_outcome', sql`${t.outcome} in ('moved', 'promoted', 'repeat')`),
  ],
);
