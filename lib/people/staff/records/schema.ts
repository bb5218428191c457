import { z } from 'zod';
import { isDay } from '@/lib/platform/dates';
import { seenInput } from '../../edits/schema';
import { birthdayCell, emailCell, nameCell, noteCell, phoneCell } from '../../imports/cells/schema';

const leavingDay = z.union([z.literal(''), birthdayCell], { error: 'Write the day as 04/08/2026 (day first), or leave it empty.' }).refine((day) => day === '' || isDay(day));

/** What the office may correct in the record of a member of staff. */
export const staffRecord = z.strictObject({
  title: noteCell(20),
  surname: nameCell('the surname'),
  first_name: nameCell('the first name'),
  gender: z.enum(['female', 'male'], { error: 'Choose female or male.' }),
  phone: phoneCell,
  email: emailCell,
  /** The last day at the school; empty for those who work here. */
  left_on: leavingDay,
});

export type StaffRecordFields = z.output<typeof staffRecord>;

export const editStaffInput = staffRecord.extend({ userId: z.uuid(), seen: seenInput });

export type EditStaffInput = z.output<typeof editStaffInput>;
