import { z } from 'zod';
import { confirmPassword, ticked } from '@/lib/accounts/schema';
import { isDay, yearProblem } from '@/lib/platform/dates';
import { line, tidy } from '@/lib/platform/text';
import { holidayLine } from './rules';

const day = (missing: string) => z.string({ error: missing }).refine(isDay, { error: ({ input }) => yearProblem(input) ?? missing });

const termDays = {
  firstStartsOn: day('Give the first day of the First term.'),
  firstEndsOn: day('Give the last day of the First term.'),
  secondStartsOn: day('Give the first day of the Second term.'),
  secondEndsOn: day('Give the last day of the Second term.'),
  thirdStartsOn: day('Give the first day of the Third term.'),
  thirdEndsOn: day('Give the last day of the Third term.'),
};

/** One holiday a line, as people write it: "01/10/2026 Independence Day". */
const holidayLines = z.string().max(10_000).transform((text, context) =>
  text.split('\n').map(tidy).filter(Boolean).flatMap((one, index) => {
    const read = holidayLine(one);
    if (typeof read !== 'string') return [read];
    context.addIssue({ code: 'custom', message: `Line ${index + 1}: ${read}` });
    return [];
  }),
);

/** A session with its terms and holidays, also as a part of the first set-up. */
export const sessionShape = {
  name: line(9, 'Name the session after two years in a row, such as 2026/2027.'),
  ...termDays,
  holidays: holidayLines,
};

export const sessionInput = z.strictObject(sessionShape);

export type SessionInput = z.output<typeof sessionInput>;

/** A box that appears with its question: what stands on the days was seen, and it shall be so all the same. */
const confirmed = ticked;

export const changeTermInput = z.strictObject({
  termId: z.uuid(),
  startsOn: day('Give the first day of the term.'),
  endsOn: day('Give the last day of the term.'),
  confirmed,
});

export const termStateInput = z.strictObject({
  termId: z.uuid(),
  state: z.enum(['active', 'completed', 'archived'], { error: 'Choose what to do with the term.' }),
  confirmPassword,
});

export const addHolidaysInput = z.strictObject({
  name: line(60, 'Name the holiday.'),
  from: day('Give the first day.'),
  /** Empty for a single day. */
  to: z.union([z.literal(''), day('Give the last day, or none for a single day.')]).optional(),
  confirmed,
});

export const removeHolidaysInput = z.strictObject({ from: day('Give the first day.'), to: day('Give the last day.') });
