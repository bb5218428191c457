import { randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { importMappings, importProgress, imports } from '@/db/schema';
import { requirePerson } from '@/lib/platform/actor';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';
import { presignPut, type PresignedPut } from '@/lib/platform/storage';
import { isUndoable } from '../undo/rules';
import { mappingProblem, type Mapping } from '../mappings/rules';
import { shapeOf } from '../sheets/rules';
import type { Import } from './queries';
import { columnsOf, type ImportState } from './schema';
import { contentTypes, endingOf, type ImportKind } from '../kinds/rules';

export const placeOf = (importId: string) => ({ bucket: 'general-uploads', key: `imports/${importId}` });

/** What the worker listens to: the work of imports does not wake it with every event of the school. */
export const IMPORTS_CHANNEL = 'imports';

const UPLOAD_SECONDS = 300;

export type BegunImport = { importId: string; upload: PresignedPut };

/** Opens an import and lets the browser send its file, of exactly this size, straight to the object store. */
export async function beginImport(ctx: Context, { kind, fileName, size }: { kind: ImportKind; fileName: string; size: number }): Promise<BegunImport> {
  const { id } = requirePerson(ctx.actor);
  const importId = randomUUID();
  await ctx.tx.insert(imports).values({ id: importId, kind, fileName, createdBy: id, requestedBy: id });
  const contentType = contentTypes[endingOf(fileName)] ?? 'text/csv';
  const upload = await presignPut({ ...placeOf(importId), contentType, contentLength: size, expiresInSeconds: UPLOAD_SECONDS });
  return { importId, upload };
}

/** The browser says that the file has arrived; the worker looks for it and reads its header. */
export async function confirmUpload(ctx: Context, _: unknown, { id }: Import): Promise<void> {
  await hand(ctx, id, { from: ['uploading'], to: 'reading' });
}

/** Keeps how the columns are mapped, for this file and the next of its shape; the worker checks the file next. */
export async function checkImport(ctx: Context, input: { mapping: Mapping }, one: Import): Promise<void> {
  const names = new Set([...columnsOf[one.kind].required, ...columnsOf[one.kind].optional]);
  const mapping = one.header.map((_, index) => {
    const name = input.mapping[index] ?? null;
    return name !== null && names.has(name) ? name : null;
  });
  const problem = mappingProblem(mapping, columnsOf[one.kind]);
  if (problem) throw new AppError('INVALID', problem);
  await hand(ctx, one.id, { from: ['read', 'checked'], to: 'checking', set: { mapping } });
  await ctx.tx.insert(importMappings).values({ kind: one.kind, shape: shapeOf(one.header), mapping, usedAt: ctx.now })
    .onConflictDoUpdate({ target: [importMappings.kind, importMappings.shape], set: { mapping, usedAt: ctx.now } });
}

/** Says yes to what the check found; the worker writes it, all or nothing. */
export async function commitImport(ctx: Context, input: { leaveOut?: string }, one: Import): Promise<void> {
  if (!one.findings?.isUsable) throw new AppError('CONFLICT', 'Nothing of this file can be imported.');
  if (one.findings.badRows > 0 && !input.leaveOut) {
    throw new AppError('INVALID', 'Please look at the marked fields.', {
      fields: { leaveOut: 'Some rows have problems. Tick this to import the others, or mend the file and upload it again.' },
    });
  }
  await hand(ctx, one.id, { from: ['checked'], to: 'committing' });
  ctx.record({
    name: 'people.import-confirmed', subjectId: one.id, tables: ['imports'], scopes: [],
    detail: { fileName: one.fileName, kind: one.kind, leftOut: one.findings.badRows },
  });
}

/** Puts an import aside before anything was written; the tidying removes its file within a day. */
export async function cancelImport(ctx: Context, _: unknown, { id }: Import): Promise<void> {
  await hand(ctx, id, { from: ['uploading', 'read', 'checked', 'failed'], to: 'cancelled', set: { failed: null, samples: null } });
}

/** Asks the worker to take an import back. */
export async function undoImport(ctx: Context, _: unknown, one: Import): Promise<void> {
  if (!one.committedAt) throw new AppError('LOCKED', 'This import was not written, so there is nothing to undo.');
  if (!isUndoable(one.committedAt, ctx.now)) throw new AppError('LOCKED', 'An import can be undone for 7 days. This one is older.');
  await hand(ctx, one.id, { from: ['committed'], to: 'undoing' });
  ctx.record({ name: 'people.import-undo-asked', subjectId: one.id, tables: ['imports'], scopes: [], detail: { fileName: one.fileName, kind: one.kind } });
}

type Handing = { from: ImportState[]; to: ImportState; set?: Partial<typeof imports.$inferInsert> };

/** Moves an import on from where the person saw it, and wakes the worker. */
async function hand(ctx: Context, importId: string, { from, to, set }: Handing): Promise<void> {
  const { id: requestedBy } = requirePerson(ctx.actor);
  const moved = await ctx.tx.update(imports)
    .set({ ...set, state: to, stateAt: sql`now()`, problem: '', requestedBy })
    .where(and(eq(imports.id, importId), sql`${imports.state} = any (${`{${from.join(',')}}`}::text[])`))
    .returning({ id: imports.id });
  if (moved.length === 0) throw new AppError('CONFLICT', 'This import has moved on meanwhile. Reload the page.');
  await ctx.tx.delete(importProgress).where(eq(importProgress.importId, importId));
  await ctx.tx.execute(sql`select pg_notify(${IMPORTS_CHANNEL}, '')`);
}
