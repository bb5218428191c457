import { z } from 'zod';
import { seenInput } from '../../edits/schema';
import { guardianCells } from '../../imports/students/schema';

const cells = guardianCells.shape;

/** What the office may correct about a guardian. */
export const guardianRecord = z.strictObject({
  surname: cells.surname, first_name: cells.first_name, phone: cells.phone, email: cells.email, occupation: cells.occupation,
});

export type GuardianRecordFields = z.output<typeof guardianRecord>;

export const editGuardianInput = guardianRecord.extend({ guardianId: z.uuid(), seen: seenInput });

export type EditGuardianInput = z.output<typeof editGuardianInput>;
