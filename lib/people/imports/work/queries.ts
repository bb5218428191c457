import { and, asc, eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { importProgress, imports } from '@/db/schema';

const columns = {
  id: imports.id, kind: imports.kind, state: imports.state, header: imports.header,
  mapping: imports.mapping, findings: imports.findings, fileName: imports.fileName, requestedBy: imports.requestedBy,
};

const isWaiting = sql`${imports.state} in ('reading', 'checking', 'committing', 'undoing')`;

export type Waiting = Awaited<ReturnType<typeof read>>[number];

const isDue = sql`coalesce(${importProgress.dueAt}, '-infinity') <= now()`;

const read = (tx: Tx) =>
  tx.select(columns).from(imports).leftJoin(importProgress, eq(importProgress.importId, imports.id))
    .where(and(isWaiting, isDue)).orderBy(asc(imports.stateAt)).limit(1);

/** The import that has waited longest for the worker and is not put off, or null. */
export async function findWaiting(tx: Tx): Promise<Waiting | null> {
  return (await read(tx))[0] ?? null;
}

/**
 * The same import, held to the end of the transaction; null when its state has moved on or another worker holds it.
 * Because its state changes in the transaction that does the work, a worker that dies leaves all undone and the state as it was.
 */
export async function holdWaiting(tx: Tx, { id, state }: Pick<Waiting, 'id' | 'state'>): Promise<boolean> {
  const held = await tx.select({ id: imports.id }).from(imports)
    .where(sql`${imports.id} = ${id} and ${imports.state} = ${state}`).for('update', { skipLocked: true });
  return held.length > 0;
}

/** How often the worker has begun with this import in its present state, and how often it was put off. */
export async function findAttempts(tx: Tx, importId: string): Promise<{ attempts: number; putOff: number }> {
  const [row] = await tx.select({ attempts: importProgress.attempts, putOff: importProgress.putOff }).from(importProgress)
    .where(eq(importProgress.importId, importId));
  return row ?? { attempts: 0, putOff: 0 };
}
