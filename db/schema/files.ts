import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../columns';
import { users } from './accounts';

/** Files that browsers send to the store: asked for, then kept, in the end released. What is never kept is swept. */
export const storedFiles = pgTable(
  'stored_files',
  {
    key: text('key').primaryKey(),
    bucket: text('bucket').notNull(),
    slot: text('slot').notNull(),
    contentType: text('content_type').notNull(),
    size: integer('size').notNull(),
    askedBy: uuid('asked_by').references(() => users.id),
    askedAt: instant('asked_at').notNull(),
    /** The object was looked at and is what it was announced as. */
    keptAt: instant('kept_at'),
    /** No record points at it any more. */
    releasedAt: instant('released_at'),
  },
  (t) => [index('stored_files_sweep').on(t.askedAt).where(sql`kept_at is null or released_at is not null`)],
);
