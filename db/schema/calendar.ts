import { sql } from 'drizzle-orm';
import { check, date, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { id } from '../columns';

/** "2026/2027". OneRoster's word, because `sessions` are signed-in devices. */
export const academicSessions = pgTable(
  'academic_sessions',
  {
    id: id(),
    name: text('name').notNull(),
    startsOn: date('starts_on').notNull(),
    endsOn: date('ends_on').notNull(),
  },
  (t) => [
    uniqueIndex('academic_sessions_name').on(t.name),
    check('academic_sessions_order', sql`${t.startsOn} < ${t.endsOn}`),
    check('academic_sessions_length', sql`${t.endsOn} - ${t.startsOn} <= 500`),
  ],
);

export const terms = pgTable(
  'terms',
  {
    id: id(),
    academicSessionId: uuid('academic_session_id').notNull().references(() => academicSessions.id),
    number: integer('number').notNull(),
    name: text('name').notNull(),
    startsOn: date('starts_on').notNull(),
    endsOn: date('ends_on').notNull(),
    state: text('state', { enum: ['upcoming', 'active', 'completed', 'archived'] }).notNull().default('upcoming'),
  },
  (t) => [
    uniqueIndex('terms_number').on(t.academicSessionId, t.number),
    // The school has exactly one active term; the database refuses a second.
    uniqueIndex('terms_one_active').on(t.state).where(sql`state = 'active'`),
    check('terms_number_range', sql`${t.number} between 1 and 3`),
    check('terms_order', sql`${t.startsOn} < ${t.endsOn}`),
    check('terms_length', sql`${t.endsOn} - ${t.startsOn} <= 500`),
    check('terms_state', sql`${t.state} in ('upcoming','active','completed','archived')`),
  ],
);

/** A weekday of a term on which the school is closed. */
export const holidays = pgTable('holidays', {
  day: date('day').primaryKey(),
  name: text('name').notNull(),
});
