import { sql } from 'drizzle-orm';
import { boolean, check, integer, pgTable, text, time } from 'drizzle-orm/pg-core';
import { instant } from '../columns';

/** One row: the school itself and the settings that act. */
export const schools = pgTable(
  'schools',
  {
    // A constant key with a check is how the database keeps this table at one row.
    only: boolean('only').primaryKey().default(true),
    name: text('name').notNull(),
    shortName: text('short_name').notNull(),
    motto: text('motto').notNull().default(''),
    address: text('address').notNull().default(''),
    timeZone: text('time_zone').notNull().default('Africa/Lagos'),
    /** ISO weekdays the school opens on: 1 Monday … 7 Sunday. */
    weekDays: integer('week_days').array().notNull().default([1, 2, 3, 4, 5]),
    usernamePrefix: text('username_prefix').notNull().default('THS'),
    /** Guardians are told this long after a register is submitted; 0 tells them at once. */
    correctionSeconds: integer('correction_seconds').notNull().default(120),
    /** A class without a register after this time of the school day is overdue on the board. */
    registerDueAt: time('register_due_at').notNull().default('09:00'),
    /** Super admins and the office need a second factor; only a demonstration and tests do without. */
    requireSecondFactor: boolean('require_second_factor').notNull().default(true),
    /** Set when the demo loader filled this database; every page then says "Demo". */
    demoSince: instant('demo_since'),
  },
  (t) => [
    check('schools_only_one', sql`${t.only}`),
    check('schools_correction_seconds', sql`${t.correctionSeconds} between 0 and 3600`),
  ],
);

/** Numbers handed out in order, e.g. usernames per role; taken with a row lock. */
export const counters = pgTable('counters', {
  name: text('name').primaryKey(),
  value: integer('value').notNull().default(0),
});
