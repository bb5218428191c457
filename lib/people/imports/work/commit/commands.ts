import { isDeepStrictEqual } from 'node:util';
import { sql } from 'drizzle-orm';
import { beginImport } from '../../commands';
import type { ImportFindings } from '../../office/schema';
import type { Sheet } from '../../schema';
import { commitStaff } from '../../staff/commands';
import { commitStudents } from '../../students/commands';
import { examine } from '../check/commands';
import { readUpload } from '../header/commands';
import type { Step } from '../schema';

/** Writes a checked file into the school, all of it or nothing, and keeps what undo needs. */
export const commitFile: Step<Sheet> = {
  prepare: readUpload,
  run: async (ctx, waiting, sheet, report) => {
    await beginImport(ctx.tx);
    report('checking', 0.05);
    const { findings, sound, failed } = await examine(ctx, waiting, sheet);
    if (!isAsChecked(findings, waiting.findings as ImportFindings | null)) {
      return { state: 'checked', findings, failed, problem: 'The school has changed since this file was checked. Look at the figures once more.' };
    }
    await ctx.tx.execute(sql`select set_config('app.import', ${waiting.id}, true)`);
    // The history then leads from the import to what it did.
    const commit = waiting.kind === 'students' ? commitStudents : commitStaff;
    await commit({ ...ctx, requestId: waiting.id }, sound, (step, share) => report(step, 0.1 + share * 0.9));
    await ctx.tx.execute(sql`select set_config('app.import', '', true)`);
    return { state: 'committed', committedAt: ctx.now, samples: null };
  },
};

/** What was agreed to is what is written; anything else is shown again first. */
const isAsChecked = (now: ImportFindings, then: ImportFindings | null) =>
  now.isUsable && then !== null && now.badRows === then.badRows && isDeepStrictEqual(now.counts, then.counts);
