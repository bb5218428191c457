import { sql } from 'drizzle-orm';
import { studentMedical } from '@/db/schema';
import type { Context } from '@/lib/platform/perform';
import { settleEdit } from '../../edits/commands';
import { beforeOf } from '../../edits/rules';
import type { Edited } from '../../edits/schema';
import { readMedical } from './queries';
import type { EditMedicalInput, MedicalFields } from './schema';

/** Reads the medical notes, and writes down that somebody has. */
export async function openMedical(ctx: Context, { studentId }: { studentId: string }): Promise<MedicalFields> {
  const medical = await readMedical(ctx.tx, studentId);
  ctx.record({ name: 'people.medical-opened', subjectId: studentId, tables: [], scopes: [], detail: {} });
  return medical;
}

/** Writes what the office changed; the history keeps what stood before. */
export async function editMedical(ctx: Context, input: EditMedicalInput): Promise<Edited> {
  const { studentId, seen, ...typed } = input;
  // Two desks queue at the student's row, because the notes may not have one yet.
  await ctx.tx.execute(sql`select 1 from students where id = ${studentId}::uuid for update`);
  const current = await readMedical(ctx.tx, studentId);
  const changes = await settleEdit(ctx, { subjectId: studentId, seen, current, typed });
  const after = { ...current, ...changes };
  await writeMedical(ctx, studentId, after);
  ctx.record({
    name: 'people.medical-edited', subjectId: studentId, tables: ['students'], scopes: ['school', `student:${studentId}`],
    detail: { before: beforeOf(current, changes), after: changes },
  });
  return { before: current, after };
}

/** Puts these notes in place of what stands. */
export async function writeMedical(ctx: Context, studentId: string, medical: MedicalFields): Promise<void> {
  const row = { bloodGroup: medical.blood_group, genotype: medical.genotype, allergies: medical.allergies, notes: medical.notes };
  await ctx.tx.insert(studentMedical).values({ studentId, ...row }).onConflictDoUpdate({ target: studentMedical.studentId, set: row });
}
