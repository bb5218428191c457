import { eq, sql } from 'drizzle-orm';
import { importChanges, imports } from '@/db/schema';
import { removeObject } from '@/lib/platform/storage';
import { asSystem } from '@/lib/platform/system';
import { placeOf } from '../../office/commands';
import { DAYS_TO_UNDO } from '../../office/schema';

const PART = 100;

/** Removes uploaded files a day after anything happened to their import, and after a week what undo would have needed. */
export async function forgetOldImports(): Promise<void> {
  // First what needs no store: a store that is away must not keep the rows of children.
  await asSystem('people.tidy-imports', async ({ tx }) => {
    const old = sql`${imports.stateAt} < now() - make_interval(days => ${DAYS_TO_UNDO})`;
    await tx.delete(importChanges).where(sql`${importChanges.importId} in (select ${imports.id} from ${imports} where ${old})`);
    await tx.update(imports).set({ failed: null }).where(sql`${imports.failed} is not null and ${old}`);
  });
  const stale = await asSystem('people.tidy-imports', ({ tx }) =>
    tx.select({ id: imports.id }).from(imports)
      .where(sql`${imports.fileRemovedAt} is null and ${imports.stateAt} < now() - interval '1 day'`).limit(PART));
  for (const { id } of stale) {
    await removeObject(placeOf(id));
    await asSystem('people.tidy-imports', ({ tx }) =>
      tx.update(imports).set({
        fileRemovedAt: sql`now()`, samples: null,
        // Without its file an import that was not committed can go no further.
        state: sql`case when ${imports.state} in ('committed', 'undone') then ${imports.state} else 'cancelled' end`,
      }).where(eq(imports.id, id)));
  }
}
