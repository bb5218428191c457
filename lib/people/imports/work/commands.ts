// What the worker does with an import. Each step is one transaction that also moves the import's state, so a worker
// that is killed leaves either nothing or all of it, and the next one begins the same step again.
import { eq, sql } from 'drizzle-orm';
import { importProgress, imports } from '@/db/schema';
import { AppError, isUnavailable } from '@/lib/platform/errors';
import { logger } from '@/lib/platform/logger';
import { removeObject, StoreAway } from '@/lib/platform/storage';
import { asSystem } from '@/lib/platform/system';
import { placeOf } from '../office/commands';
import { undo } from '../undo/commands';
import { checkFile } from './check/commands';
import { commitFile } from './commit/commands';
import { readHeader } from './header/commands';
import { findAttempts, findWaiting, holdWaiting, type Waiting } from './queries';
import { backAfterOutage, backAfterRefusal, brokeOff, MOST_ATTEMPTS, sayGivenUp, secondsAfterFailure, secondsAfterOutage } from './rules';

/** Does the step that has waited longest; false when nothing waits. */
export async function workOnImport(): Promise<boolean> {
  const waiting = await asSystem('import', ({ tx }) => findWaiting(tx));
  if (!waiting) return false;
  const tried = await beginAttempt(waiting);
  if (tried.attempts > MOST_ATTEMPTS) {
    await settle(waiting, brokeOff);
    return true;
  }
  try {
    return await step(waiting);
  } catch (error) {
    // Out of the transaction that failed: what is said to the office is a write of its own.
    await answer(waiting, error, tried);
    return true;
  }
}

/** What becomes of a step that failed: refused, put off for longer and longer, or given up. */
async function answer(waiting: Waiting, error: unknown, { attempts, putOff }: Tried): Promise<void> {
  const away = whatIsAway(error);
  if (!away && error instanceof AppError) return settle(waiting, error.message);
  logger.error({ err: error, importId: waiting.id, state: waiting.state, attempts, putOff }, 'import step failed');
  const wait = away ? secondsAfterOutage(putOff) : secondsAfterFailure(attempts);
  if (wait !== null) return postpone(waiting, { wait, reason: away ?? 'The work broke off.', isOutage: away !== null });
  if (away) await settle(waiting, sayGivenUp(waiting.state, away), backAfterOutage);
  else await settle(waiting, brokeOff);
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

/** The part that does not answer, as a sentence; null when the failure is no outage. */
function whatIsAway(error: unknown): string | null {
  if (error instanceof StoreAway) return 'The file store does not answer.';
  return isUnavailable(error) ? 'The database is busy or away.' : null;
}

type Tried = Awaited<ReturnType<typeof findAttempts>>;

/** Counted outside the step's transaction, so that a file which kills the worker cannot do so for ever. */
function beginAttempt({ id }: Waiting): Promise<Tried> {
  return asSystem('import', async ({ tx }) => {
    await tx.insert(importProgress).values({ importId: id, attempts: 1 })
      .onConflictDoUpdate({ target: importProgress.importId, set: { attempts: sql`${importProgress.attempts} + 1` } });
    return findAttempts(tx, id);
  });
}

/** The step stays where it is and is begun again later; what was away does not count against the file. */
async function postpone({ id }: Waiting, { wait, reason, isOutage }: { wait: number; reason: string; isOutage: boolean }): Promise<void> {
  await asSystem('import', ({ tx }) =>
    tx.update(importProgress).set({
      reason, dueAt: sql`now() + make_interval(secs => ${wait})`, step: '', share: 0,
      ...(isOutage ? { attempts: sql`${importProgress.attempts} - 1`, putOff: sql`${importProgress.putOff} + 1` } : {}),
    }).where(eq(importProgress.importId, id)));
}

function noteProgress(importId: string, name: string, share: number): Promise<void> {
  return asSystem('import', async ({ tx }) => {
    await tx.update(importProgress).set({ step: name, share }).where(eq(importProgress.importId, importId));
  }).catch((error: unknown) => logger.warn({ err: error, importId }, 'progress could not be noted'));
}

/** Where an import goes when its step cannot be done, with the sentence for the office. */
async function settle(waiting: Waiting, problem: string, back = backAfterRefusal): Promise<void> {
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
