import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, primaryKey, real, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id, instant } from '../columns';
import { users } from './accounts';

/** One file of people on its way into the school: uploaded, mapped, checked, committed, and for a week undone. */
export const imports = pgTable(
  'imports',
  {
    id: id(),
    kind: text('kind', { enum: ['students', 'staff'] }).notNull(),
    state: text('state', {
      enum: ['uploading', 'reading', 'read', 'checking', 'checked', 'committing', 'committed', 'undoing', 'undone', 'failed', 'cancelled'],
    }).notNull().default('uploading'),
    fileName: text('file_name').notNull(),
    createdBy: uuid('created_by').notNull().references(() => users.id),
    /** Who asked for what the worker does with it now, or did last. */
    requestedBy: uuid('requested_by').notNull().references(() => users.id),
    createdAt: createdAt(),
    /** When the present state began; what waits for the worker is taken in this order. */
    stateAt: instant('state_at').notNull().defaultNow(),
    header: jsonb('header').$type<string[]>(),
    /** The first rows, so that a person sees what a column holds. */
    samples: jsonb('samples').$type<string[][]>(),
    mapping: jsonb('mapping').$type<(string | null)[]>(),
    /** What the check found, or what the commit did. */
    findings: jsonb('findings').$type<Record<string, unknown>>(),
    /** The rows that cannot be imported, as they stand in the file, each with its reason. */
    failed: jsonb('failed').$type<{ row: number; cells: string[]; error: string }[]>(),
    /** Why it could not go on, for the one who looks. */
    problem: text('problem').notNull().default(''),
    committedAt: instant('committed_at'),
    /** The uploaded file is removed when nothing needs it any more. */
    fileRemovedAt: instant('file_removed_at'),
  },
  (t) => [
    index('imports_created').on(t.createdAt, t.id),
    index('imports_waiting').on(t.stateAt).where(sql`state in ('reading', 'checking', 'committing', 'undoing')`),
    check('imports_kind', sql`${t.kind} in ('students', 'staff')`),
  ],
);

/** How far the worker is; a row of its own, because the import's row is locked while it works. */
export const importProgress = pgTable('import_progress', {
  importId: uuid('import_id').primaryKey().references(() => imports.id),
  step: text('step').notNull().default(''),
  /** 0 to 1. */
  share: real('share').notNull().default(0),
  /** How often the worker began and did not come to an end by itself. */
  attempts: integer('attempts').notNull().default(0),
  /** How often the step was put off because a part that it needs did not answer, why it was the last time, and until when. */
  putOff: integer('put_off').notNull().default(0),
  reason: text('reason').notNull().default(''),
  dueAt: instant('due_at').notNull().defaultNow(),
});

/** Which rows an import wrote, and what stood in them before: what undo needs. Kept for a week. */
export const importChanges = pgTable(
  'import_changes',
  {
    importId: uuid('import_id').notNull().references(() => imports.id),
    tableName: text('table_name').notNull(),
    rowKey: text('row_key').notNull(),
    /** Null for a new row; else the columns that differ, as they were. */
    before: jsonb('before').$type<Record<string, unknown>>(),
    after: jsonb('after').$type<Record<string, unknown>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.importId, t.tableName, t.rowKey] })],
);

/** How the columns of a file of this shape were mapped the last time. */
export const importMappings = pgTable(
  'import_mappings',
  {
    kind: text('kind', { enum: ['students', 'staff'] }).notNull(),
    shape: text('shape').notNull(),
    mapping: jsonb('mapping').$type<(string | null)[]>().notNull(),
    usedAt: instant('used_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.shape] })],
);
