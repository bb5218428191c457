import { desc, eq, sql, type SQL } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { importMappings, importProgress, imports, users } from '@/db/schema';
import { can } from '@/lib/platform/authz';
import type { Actor } from '@/lib/platform/actor';
import { AppError } from '@/lib/platform/errors';
import { reading } from '@/lib/platform/scope';
import type { Mapping } from '../mappings/rules';
import * as may from './policy';
import type { ImportFindings, ImportState } from './schema';
import type { ImportKind } from '../kinds/rules';

export type ImportLine = { id: string; kind: ImportKind; state: ImportState; fileName: string; createdAt: Date; by: string };

export type Import = ImportLine & {
  committedAt: Date | null; findings: ImportFindings | null;
  problem: string; header: string[]; samples: string[][]; mapping: Mapping; failedRows: number;
  step: string; share: number;
  /** When and by whom it was taken back, and how many rows of each table went. */
  undone: { at: Date; by: string; removed: Record<string, number> } | null;
  /** Why the worker has put its step off and when it begins again; null while it does not wait. */
  putOff: { reason: string; until: Date } | null;
};

const line = {
  id: imports.id, kind: imports.kind, state: imports.state, fileName: imports.fileName, createdAt: imports.createdAt,
  by: users.displayName,
};

/** Which imports an actor may see: the office's, all of them. */
const importsVisibleTo = (actor: Actor): SQL => (can(actor, may.see, undefined) ? sql`true` : sql`false`);

/** The newest imports, at most 30. */
export function listImports(actor: Actor, tx?: Tx): Promise<ImportLine[]> {
  return reading(actor, tx, (open) =>
    open.select(line).from(imports).innerJoin(users, eq(users.id, imports.createdBy))
      .where(sql`${importsVisibleTo(actor)} and ${imports.state} <> 'uploading'`)
      .orderBy(desc(imports.createdAt), desc(imports.id)).limit(30));
}

/** One import with how far it is; throws NOT_FOUND for whoever may not see it. */
export function getImport(actor: Actor, importId: string, tx?: Tx): Promise<Import> {
  return reading(actor, tx, async (open) => {
    const [found] = await open
      .select({
        ...line, problem: imports.problem, committedAt: imports.committedAt, findings: sql<ImportFindings | null>`${imports.findings}`,
        header: sql<string[]>`coalesce(${imports.header}, '[]')`, samples: sql<string[][]>`coalesce(${imports.samples}, '[]')`,
        mapping: sql<Mapping>`coalesce(${imports.mapping}, '[]')`,
        failedRows: sql<number>`coalesce(jsonb_array_length(${imports.failed}), 0)`,
        step: sql<string>`coalesce(${importProgress.step}, '')`, share: sql<number>`coalesce(${importProgress.share}, 0)::float`,
        reason: importProgress.reason, until: importProgress.dueAt, isPutOff: sql<boolean>`coalesce(${importProgress.dueAt} > now(), false)`,
      })
      .from(imports).innerJoin(users, eq(users.id, imports.createdBy)).leftJoin(importProgress, eq(importProgress.importId, imports.id))
      .where(sql`${imports.id} = ${importId} and ${importsVisibleTo(actor)}`);
    if (!found) throw new AppError('NOT_FOUND', 'There is no such import.');
    const { reason, until, isPutOff, ...one } = found;
    const undone = one.state === 'undone' ? await findUndone(open, importId) : null;
    return { ...one, undone, putOff: isPutOff && reason && until ? { reason, until } : null };
  });
}

async function findUndone(tx: Tx, importId: string): Promise<Import['undone']> {
  const [row] = await tx.execute<{ at: string; by: string; removed: Record<string, number> }>(sql`
    select e.at, coalesce(u.display_name, 'the school’s server') as by, e.detail -> 'removed' as removed
    from events e left join users u on u.id::text = e.actor_id
    where e.subject_id = ${importId} and e.name = 'people.import-undone' order by e.id desc limit 1`);
  return row ? { ...row, at: new Date(row.at) } : null;
}

export type FailedRows = { fileName: string; header: string[]; rows: { row: number; cells: string[]; error: string }[] };

/** The rows an import could not take, as they stood in the file, each with its reason. */
export async function getFailedRows(actor: Actor, importId: string, tx?: Tx): Promise<FailedRows> {
  return reading(actor, tx, async (open) => {
    const [found] = await open.select({ fileName: imports.fileName, header: imports.header, rows: imports.failed }).from(imports)
      .where(sql`${imports.id} = ${importId} and ${importsVisibleTo(actor)}`);
    if (!found?.rows?.length) throw new AppError('NOT_FOUND', 'No rows failed in this import, or they are no longer kept.');
    return { fileName: found.fileName, header: found.header ?? [], rows: found.rows };
  });
}

/** How a file of this shape was mapped the last time, or null. */
export async function findMapping(tx: Tx, kind: ImportKind, shape: string): Promise<Mapping | null> {
  const [found] = await tx.select({ mapping: importMappings.mapping }).from(importMappings)
    .where(sql`${importMappings.kind} = ${kind} and ${importMappings.shape} = ${shape}`);
  return found?.mapping ?? null;
}
