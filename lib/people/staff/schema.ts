import { z } from 'zod';
import { emailCell, nameCell, noteCell, phoneCell } from '../imports/cells/schema';

/** One new member of staff as the office types it; the same cells as a file has. */
export const addStaffInput = z.strictObject({
  title: noteCell(20),
  surname: nameCell('the surname'),
  firstName: nameCell('the first name'),
  gender: z.enum(['female', 'male'], { error: 'Choose female or male.' }),
  role: z.enum(['teacher', 'admin'], { error: 'Choose what this person is.' }),
  phone: phoneCell,
  email: emailCell,
  /** Ticked when somebody of the same name is on the list already and this is another person. */
  isAnother: z.literal('on').optional().transform(Boolean),
  /** Ticked to write to the person instead of printing a slip. */
  invite: z.literal('on').optional().transform(Boolean),
}).refine(({ invite, email }) => !invite || email !== '', { path: ['email'], error: 'Give the address to invite this person at, or untick the invitation.' });

export type AddStaffInput = z.output<typeof addStaffInput>;
