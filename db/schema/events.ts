import { sql } from 'drizzle-orm';
import { bigint, boolean, check, date, index, integer, json, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytes, createdAt, id, instant } from '../columns';
import { users } from './accounts';

/** What happened. Append-only by grant; history, notifications and the live feed read this one row. */
export const events = pgTable(
  'events',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant('at').notNull().defaultNow(),
    actorKind: text('actor_kind', { enum: ['person', 'visitor', 'system'] }).notNull(),
    actorId: text('actor_id'),
    name: text('name').notNull(),
    /** The domain: what stands before the dot of the name. */
    area: text('area').generatedAlwaysAs(sql`split_part(name, '.', 1)`),
    subjectId: text('subject_id').notNull(),
    /** Tables the change touched, for pages that follow them. */
    tables: text('tables').array().notNull(),
    /** Whom it concerns: class:<id>, student:<id>, user:<id>, school. */
    scopes: text('scopes').array().notNull(),
    detail: jsonb('detail').$type<Record<string, unknown>>().notNull(),
    requestId: text('request_id').notNull(),
  },
  (t) => [
    index('events_subject').on(t.subjectId, t.id),
    index('events_actor').on(t.actorId, t.id),
    index('events_area').on(t.area, t.id),
    index('events_at').on(t.at, t.id),
  ],
);

/**
 * Events in commit order. Identity values are handed out before commit, so `events.id` has gaps that fill late;
 * one numbering writer at a time gives each committed event its place and its link in the hash chain.
 */
export const eventFeed = pgTable('event_feed', {
  seq: bigint('seq', { mode: 'number' }).primaryKey(),
  eventId: bigint('event_id', { mode: 'number' }).notNull().unique().references(() => events.id),
  hash: bytes('hash').notNull(),
});

/** How far the hash chain has been followed, and what was found the last time; one row. */
export const historyChecks = pgTable(
  'history_checks',
  {
    id: integer('id').primaryKey().default(1),
    /** Since when the worker owes a check; null when none is owed. */
    askedAt: instant('asked_at'),
    /** Whether that check begins at the first event. */
    isWhole: boolean('is_whole').notNull().default(true),
    /** The last event that holds, and its link. */
    checkedTo: bigint('checked_to', { mode: 'number' }).notNull().default(0),
    hash: bytes('hash').notNull().default(sql`''::bytea`),
    /** The last check that came to its end, and the last of these that began at the first event. */
    finishedAt: instant('finished_at'),
    wholeAt: instant('whole_at'),
    finishedTo: bigint('finished_to', { mode: 'number' }).notNull().default(0),
    /** The furthest event that has ever held, and its link: it must be found again, so the newest cannot be taken away unseen. */
    heldTo: bigint('held_to', { mode: 'number' }).notNull().default(0),
    heldHash: bytes('held_hash').notNull().default(sql`''::bytea`),
    broken: text('broken'),
  },
  (t) => [check('history_checks_one', sql`${t.id} = 1`)],
);

/** Work that an event still owes. A row leaves when it is done; what keeps failing is parked. */
export const outbox = pgTable(
  'outbox',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    eventId: bigint('event_id', { mode: 'number' }).notNull().references(() => events.id),
    kind: text('kind', { enum: ['feed', 'notify', 'mail'] }).notNull(),
    dueAt: instant('due_at').notNull().defaultNow(),
    attempts: integer('attempts').notNull().default(0),
    parkedAt: instant('parked_at'),
    lastError: text('last_error'),
  },
  (t) => [index('outbox_due').on(t.kind, t.dueAt).where(sql`parked_at is null`)],
);

/** The client's operation id with the answer it got: the same id gives the same answer, never a second effect. */
export const operations = pgTable(
  'operations',
  {
    actorKey: text('actor_key').notNull(),
    operationId: uuid('operation_id').notNull(),
    action: text('action').notNull(),
    inputHash: bytes('input_hash').notNull(),
    // json, not jsonb: a repeat gets the first answer to the letter.
    result: json('result'),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.actorKey, t.operationId] }), index('operations_created').on(t.createdAt)],
);

export const notifications = pgTable(
  'notifications',
  {
    id: id(),
    userId: uuid('user_id').notNull().references(() => users.id),
    kind: text('kind', { enum: ['absence', 'absence-corrected', 'change-request', 'super-admin-request', 'placement'] }).notNull(),
    /** Whom it is about, and of which school day. */
    subjectId: uuid('subject_id').notNull(),
    day: date('day').notNull(),
    /** One fact is told once: the kind, subject and version it was told of. */
    key: text('key').notNull(),
    title: text('title').notNull(),
    body: text('body').notNull(),
    link: text('link').notNull(),
    createdAt: createdAt(),
    readAt: instant('read_at'),
  },
  (t) => [
    uniqueIndex('notifications_once').on(t.userId, t.key),
    index('notifications_user').on(t.userId, t.createdAt),
    index('notifications_subject').on(t.subjectId, t.day),
  ],
);
