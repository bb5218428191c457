import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { studentMedical } from '@/db/schema';
import type { MedicalFields } from './schema';

/** The medical notes of a student whom the caller has loaded through the actor; empty when nothing was written. */
export async function readMedical(tx: Tx, studentId: string): Promise<MedicalFields> {
  const [row] = await tx
    .select({
      blood_group: studentMedical.bloodGroup, genotype: studentMedical.genotype, allergies: studentMedical.allergies, notes: studentMedical.notes,
    })
    .from(studentMedical).where(eq(studentMedical.studentId, studentId)).limit(1);
  return row ?? { blood_group: '', genotype: '', allergies: '', notes: '' };
}
