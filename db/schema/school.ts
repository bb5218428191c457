import { sql } from 'drizzle-orm';
import { boolean, check, integer, pgTable, text, time } from 'drizzle-orm/pg-core';
import { bytes, instant } from '../columns';

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
    /** Minutes until an unused sign-in of staff ends. */
    staffIdleMinutes: integer('staff_idle_minutes').notNull().default(30),
    /** The school's own colour, #rrggbb; null draws in the product's. */
    accent: text('accent'),
    /** Keys in the file store. */
    logoKey: text('logo_key'),
    signatureKey: text('signature_key'),
    /** Set when the demo loader filled this database; every page then says "Demo". */
    demoSince: instant('demo_since'),
  },
  (t) => [
    check('schools_only_one', sql`${t.only}`),
    check('schools_correction_seconds', sql`${t.correctionSeconds} between 0 and 3600`),
    check('schools_staff_idle', sql`${t.staffIdleMinutes} between 5 and 240`),
    check('schools_accent', sql`${t.accent} ~ '^#[0-9a-f]{6}$'`),
  ],
);

/** First-run set-up: one row while nobody can sign in, gone with the first super admin. */
export const setup = pgTable(
  'setup',
  {
    only: boolean('only').primaryKey().default(true),
    /** SHA-256 of the token that stands in the server's log. */
    tokenHash: bytes('token_hash').notNull(),
    madeAt: instant('made_at').notNull().defaultNow(),
    /** Looks were chosen or passed over. */
    brandingDoneAt: instant('branding_done_at'),
  },
  (t) => [check('setup_only_one', sql`${t.only}`)],
);

/** Numbers handed out in order, e.g. usernames per role; taken with a row lock. */
export const counters = pgTable('counters', {
  name: text('name').primaryKey(),
  value: integer('value').notNull().default(0),
});
