import { sql } from 'drizzle-orm';
import { allowSlowStatements, type Tx } from '@/db/client';
import { AppError, hasCode } from '@/lib/platform/errors';
import { inParts } from './rules';
import type { ShownFindings } from './schema';

const IMPORT_LOCK = 7_411_013;

/** The patience that thousands of rows need, until the end of the transaction. */
export const allowLongWork = (tx: Tx): Promise<void> => allowSlowStatements(tx, 60_000);

/** One import at a time: the next waits until this transaction has ended and then sees what it wrote. */
export async function beginImport(tx: Tx): Promise<void> {
  await allowLongWork(tx);
  await tx.execute(sql`select pg_advisory_xact_lock(${IMPORT_LOCK})`);
}

/** As `beginImport` for somebody who sits at a form: with the patience of any other act, and a sentence at its end. */
export async function queueWithImports(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${IMPORT_LOCK})`).catch((error: unknown) => {
    if (!hasCode(error, (code) => code === '55P03')) throw error;
    throw new AppError('LOCKED', 'People are being written into the records just now, by an import or at another desk. What you typed is still here: try again in a minute.');
  });
}

type Held<Plan> = { changed: (plan: Plan) => string[]; lock: (ids: string[]) => Promise<void> };

/** A plan with those whom it changes held, so that an edit of them under way is waited for and then seen. */
export async function planHeld<Plan>(plan: () => Promise<Plan>, { changed, lock }: Held<Plan>): Promise<Plan> {
  const first = await plan();
  const ids = changed(first);
  if (ids.length === 0) return first;
  await lock(ids);
  return plan();
}

/** All or nothing: one problem anywhere in the file and nothing is written. */
export function refuseProblems(findings: ShownFindings): void {
  const { problemCount: count } = findings;
  if (count === 0) return;
  const message = `The file has ${count} ${count === 1 ? 'problem' : 'problems'}. Nothing was imported.`;
  throw new AppError('INVALID', message, { data: findings });
}

/** Sends rows in parts, each as one JSON parameter of one statement. */
export async function writeRows<T>(
  tx: Tx,
  rows: readonly T[],
  statement: (json: string) => ReturnType<typeof sql>,
): Promise<void> {
  for (const part of inParts(rows)) await tx.execute(statement(JSON.stringify(part)));
}
