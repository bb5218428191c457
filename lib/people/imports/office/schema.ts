import { z } from 'zod';
import { safeFileName } from '@/lib/platform/file-names';
import type { StaffCounts } from '../staff/schema';
import type { StudentCounts } from '../students/schema';
import { MOST_COLUMNS, type Columns, type ShownFindings } from '../schema';
import { staffColumns } from '../staff/schema';
import { studentColumns } from '../students/schema';
import { contentTypes, endingOf, importKinds, MOST_UPLOADED, type ImportKind } from '../kinds/rules';

export const columnsOf: Record<ImportKind, Columns> = { students: studentColumns, staff: staffColumns };

export const DAYS_TO_UNDO = 7;

export const beginImportInput = z.strictObject({
  operationId: z.uuid().optional(),
  kind: z.enum(importKinds),
  fileName: z.string().max(1_000).transform(safeFileName).pipe(z.string().min(1).max(200))
    .refine((name) => contentTypes[endingOf(name)] !== undefined, { error: 'Choose a CSV file (.csv) or an Excel workbook (.xlsx).' }),
  size: z.number().int().min(1, { error: 'The file is empty.' })
    .max(MOST_UPLOADED, { error: 'The file has more than 10 MB. Split it.' }),
});

export const importInput = z.object({ operationId: z.uuid().optional(), importId: z.uuid() });

/** The form sends one choice per column of the file: column-0, column-1 … */
export const checkImportInput = importInput.loose().transform((form) => ({
  importId: form.importId,
  mapping: Array.from({ length: MOST_COLUMNS }, (_, index) => form[`column-${index}`])
    .map((name) => (typeof name === 'string' && name !== '' ? name : null)),
}));

export const commitImportInput = importInput.extend({
  leaveOut: z.literal('on').optional(),
  confirmPassword: z.string({ error: 'Write your own password.' }).min(1, { error: 'Write your own password.' }).max(200),
});

/** What the check found: what would be written, and the rows that cannot be. */
export type ImportFindings = ShownFindings & {
  counts: StudentCounts | StaffCounts;
  /** Rows that would be left out; `counts` is then what the others do. */
  badRows: number;
  /** Whether anything can be imported at all. */
  isUsable: boolean;
};

export const importStates = ['uploading', 'reading', 'read', 'checking', 'checked', 'committing', 'committed', 'undoing', 'undone', 'failed', 'cancelled'] as const;
export type ImportState = (typeof importStates)[number];

/** States in which the worker has it; the page looks again by itself. */
export const isWithWorker = (state: ImportState) => ['reading', 'checking', 'committing', 'undoing'].includes(state);
