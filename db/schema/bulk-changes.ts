import { sql } from 'drizzle-orm';
import { check, date, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { id, instant } from '../columns';
import { users } from './accounts';
import { students } from './people';

/** One change to many students at once: a class, a house or a department. For a week it can be undone. */
export const bulkChanges = pgTable(
  'bulk_changes',
  {
    id: id(),
    kind: text('kind', { enum: ['class', 'house', 'department'] }).notNull(),
    /** What they were given, in words; empty where it was taken away. */
    value: text('value').notNull(),
    /** The first day in the new class. */
    startsOn: date('starts_on'),
    count: integer('count').notNull(),
    /** How many of the chosen had it already, and how many could not be given it and were left out. */
    unchanged: integer('unchanged').notNull(),
    leftOut: integer('left_out').notNull(),
    madeAt: instant('made_at').notNull(),
    madeBy: uuid('made_by').notNull().references(() => users.id),
    undoneAt: instant('undone_at'),
    undoneBy: uuid('undone_by').references(() => users.id),
  },
  (t) => [
    index('bulk_changes_made').on(t.madeAt, t.id),
    check('bulk_changes_kind', sql`${t.kind} in ('class', 'house', 'department')`),
  ],
);

/** What stood at a student before and after: a house, or an enrolment with its class and department. */
export type ChangedState = { house: string } | { enrolmentId: string; classId: string; departmentId: string | null };

export const bulkChangeRows = pgTable(
  'bulk_change_rows',
  {
    changeId: uuid('change_id').notNull().references(() => bulkChanges.id),
    studentId: uuid('student_id').notNull().references(() => students.id),
    before: jsonb('before').$type<ChangedState>().notNull(),
    after: jsonb('after').$type<ChangedState>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.changeId, t.studentId] }), index('bulk_change_rows_student').on(t.studentId)],
);
