import { z } from 'zod';
import { line } from '@/lib/platform/text';
import { emailCell, noteCell, optionalNameCell, phoneCell } from '../imports/cells/schema';
import { medicalRecord } from '../students/medical/schema';

/** What a guardian may ask to be changed, about themselves and about a child; the same cells as the office types into. */
export const changeable = {
  phone: phoneCell,
  email: emailCell,
  /** In the family's own words: whom the office is to link. */
  child: noteCell(200),
  address: noteCell(300),
  emergency_name: optionalNameCell,
  emergency_phone: phoneCell,
  ...medicalRecord.shape,
};

export type ChangeableField = keyof typeof changeable;

export const requestChangesInput = z.strictObject({
  /** Oneself, or one's child. */
  about: z.union([z.literal('me'), z.uuid()]),
  ...(Object.fromEntries(Object.entries(changeable).map(([name, cell]) => [name, cell.optional()])) as {
    // `fromEntries` forgets the names; they are those of the list above.
    [Name in ChangeableField]: z.ZodOptional<(typeof changeable)[Name]>;
  }),
});

export type RequestChangesInput = z.output<typeof requestChangesInput>;

export const requestInput = z.strictObject({ requestId: z.uuid() });

export const approveInput = z.strictObject({ requestId: z.uuid(), /** What stood in the record when the office looked. */ now: z.string().max(1_200) });

export const declineInput = z.strictObject({ requestId: z.uuid(), reason: line(300, 'Write why, so that the family understands.') });

export const requestPath = z.object({ requestId: z.uuid() });
