import { z } from 'zod';
import { relationships } from '../choices/rules';
import { guardianCells } from '../imports/students/schema';

const cells = guardianCells.shape;

/** One new guardian as the office types it, with the child where the office came from one. */
export const addGuardianInput = z.strictObject({
  surname: cells.surname,
  first_name: cells.first_name,
  phone: cells.phone,
  email: cells.email,
  occupation: cells.occupation,
  /** An account that the school has, after the office has said yes to it. */
  is: z.uuid().optional(),
  studentId: z.uuid().optional(),
  relationship: z.union([z.literal(''), z.enum(relationships)], { error: 'Choose how this person is related to the child.' }).default(''),
}).refine((value) => value.phone !== '' || value.email !== '', {
  path: ['phone'], error: 'Write a phone number or an e-mail address, so that the guardian can be reached and recognised.',
}).refine((value) => !value.studentId || value.relationship !== '', {
  path: ['relationship'], error: 'Choose how this person is related to the child.',
});

export type AddGuardianInput = z.output<typeof addGuardianInput>;

export type AddedGuardian = { guardianId: string; name: string; isLinked: boolean; slip: { name: string; username: string; password: string } | null };
