// What the worker does with an import. Each step is one transaction that also moves the import's state, so a worker
// that is killed leaves either nothing or all of it, and the next one begins the same step again.
import { eq, sql } from 'drizzle-orm';
import { importProgress, imports } from '@/db/schema';
import { AppError } from '@/lib/platform/errors';
import { logger } from '@/lib/platform/logger';
import { removeObject } from '@/lib/platform/storage';
import { asSystem } from '@/lib/platform/system';
import { placeOf } from '../office/commands';
import { undo } from '../undo/commands';
import { checkFile } from './check/commands';
import { commitFile } from './commit/commands';
import { readHeader } from './header/commands';
import { findAttempts, findWaiting, holdWaiting, type Waiting } from './queries';

const MOST_ATTEMPTS = 3;

/** Does the step that has waited longest; false when nothing waits. */
export async function workOnImport(): Promise<boolean> {
  const waiting = await asSystem('import', ({ tx }) => findWaiting(tx));
  if (!waiting) return false;
  if ((await beginAttempt(waiting)) > MOST_ATTEMPTS) {
    await settle(waiting, 'The work broke off three times, and nothing was written. Please tell whoever looks after this server.');
    return true;
  }
  try {
    return await step(waiting);
  } catch (error) {
    // Out of the transaction that failed: what is said to the office is a write of its own.
    if (error instanceof AppError) await settle(waiting, error.message);
    else logger.error({ err: error, importId: waiting.id, state: waiting.state }, 'import step failed');
    return true;
  }
}

async function step(waiting: Waiting): Promise<boolean> {
  const { id, state, requestedBy } = waiting;
  const work = { reading: readHeader, checking: checkFile, committing: commitFile, undoing: undo }[state as 'reading'];
  const prepared = await work.prepare(waiting);
  const reached = await asSystem({ job: 'import', onBehalfOf: requestedBy }, async (ctx) => {
    if (!(await holdWaiting(ctx.tx, waiting))) return null;
    const set = await work.run(ctx, waiting, prepared, (name, share) => void noteProgress(id, name, share));
    await ctx.tx.update(imports).set({ problem: '', ...set, stateAt: sql`now()` }).where(eq(imports.id, id));
    await ctx.tx.delete(importProgress).where(eq(importProgress.importId, id));
    return set.state;
  });
  // Nothing reads the file after this; a check that is shown once more still needs it.
  if (reached === 'committed' || reached === 'undone') await removeFile(id);
  return reached !== null;
}

/** Counted outside the step's transaction, so that a file which kills the worker cannot do so for ever. */
function beginAttempt({ id }: Waiting): Promise<number> {
  return asSystem('import', async ({ tx }) => {
    await tx.insert(importProgress).values({ importId: id, attempts: 1 })
      .onConflictDoUpdate({ target: importProgress.importId, set: { attempts: sql`${importProgress.attempts} + 1` } });
    return findAttempts(tx, id);
  });
}

function noteProgress(importId: string, name: string, share: number): Promise<void> {
  return asSystem('import', async ({ tx }) => {
    await tx.update(importProgress).set({ step: name, share }).where(eq(importProgress.importId, importId));
  }).catch((error: unknown) => logger.warn({ err: error, importId }, 'progress could not be noted'));
}

/** Where an import goes when its step is refused, with the sentence for the office. */
async function settle(waiting: Waiting, problem: string): Promise<void> {
  const back = { reading: 'failed', checking: 'failed', committing: 'checked', undoing: 'committed' } as const;
  const state = back[waiting.state as keyof typeof back];
  await asSystem('import', async ({ tx }) => {
    await tx.update(imports).set({ state, problem, stateAt: sql`now()` })
      .where(sql`${imports.id} = ${waiting.id} and ${imports.state} = ${waiting.state}`);
    await tx.delete(importProgress).where(eq(importProgress.importId, waiting.id));
  });
  if (state === 'failed') await removeFile(waiting.id);
}

async function removeFile(importId: string): Promise<void> {
  try {
    await removeObject(placeOf(importId));
    await asSystem('import', ({ tx }) => tx.update(imports).set({ fileRemovedAt: sql`now()` }).where(eq(imports.id, importId)));
  } catch (error) {
    // The tidying removes it later.
    logger.warn({ err: error, importId }, 'the file of an import could not be removed yet');
  }
}
