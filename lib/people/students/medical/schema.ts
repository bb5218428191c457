import { z } from 'zod';
import { bloodGroups, genotypes } from '../../choices/rules';
import { seenInput } from '../../edits/schema';
import { choiceCell, noteCell } from '../../imports/cells/schema';


/** What the class teacher must know when a child falls ill. */
export const medicalRecord = z.strictObject({
  blood_group: choiceCell(bloodGroups, 'a blood group'),
  genotype: choiceCell(genotypes, 'a genotype'),
  allergies: noteCell(300),
  notes: noteCell(1_000),
});

export type MedicalFields = { blood_group: string; genotype: string; allergies: string; notes: string };

export const openMedicalInput = z.strictObject({ studentId: z.uuid() });

export const editMedicalInput = medicalRecord.extend({ studentId: z.uuid(), seen: seenInput });

export type EditMedicalInput = z.output<typeof editMedicalInput>;
