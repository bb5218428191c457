import { z } from 'zod';
import { ticked } from '@/lib/accounts/schema';
import { sessionShape } from '@/lib/calendar/schema';
import { armsProblem, splitArms } from '@/lib/classes/rules';
import { emailCell, nameCell, noteCell, phoneCell } from '@/lib/people/imports/cells/schema';
import { optionalLine } from '@/lib/platform/text';
import { changeAccentInput, schoolNames, schoolPlace } from '@/lib/school/schema';

export const beginInput = z.strictObject({
  token: z.string({ error: 'Write the token.' }).trim().min(1, { error: 'Write the token.' }).max(200, { error: 'That is too long for the token.' }),
});

export const schoolInput = z.strictObject({ ...schoolNames, ...schoolPlace });

export const brandingInput = changeAccentInput.extend({ motto: optionalLine(120) });

export const skipInput = z.strictObject({});

export const calendarInput = z.strictObject({
  ...sessionShape,
  termNow: z.enum(['1', '2', '3'], { error: 'Choose the term the school is in.' }).transform(Number),
});

/** Ticked levels with their arms, by their place in the list of usual levels: "level-9" and "arms-9". */
export const classesInput = z
  .object({ capacity: z.coerce.number({ error: 'Write how many students fit.' }).int().min(1, { error: 'At least one.' }).max(200, { error: 'At most 200.' }), withSubjects: ticked })
  .catchall(z.string().max(200, { error: 'That is too long.' }))
  .transform(({ capacity, withSubjects, ...boxes }, context) => {
    const levels = Object.keys(boxes).flatMap((name) => {
      const [, place] = /^level-(\d{1,2})$/.exec(name) ?? [];
      if (place === undefined) return [];
      const arms = splitArms(String(boxes[`arms-${place}`] ?? ''));
      const problem = arms.length === 0 ? 'Write at least one arm, such as A.' : armsProblem(arms);
      if (problem) context.addIssue({ code: 'custom', path: [`arms-${place}`], message: problem });
      return [{ place: Number(place), arms }];
    });
    if (levels.length === 0) context.addIssue({ code: 'custom', path: ['level-0'], message: 'Tick at least one level.' });
    return { capacity: Number(capacity), withSubjects: Boolean(withSubjects), levels };
  });

export const firstAdminInput = z
  .strictObject({
    title: noteCell(20),
    surname: nameCell('your surname'),
    firstName: nameCell('your first name'),
    gender: z.enum(['female', 'male'], { error: 'Choose female or male.' }),
    phone: phoneCell,
    email: emailCell,
    password: z.string({ error: 'Choose a password.' }).min(1, { error: 'Choose a password.' }).max(200, { error: 'That password is too long.' }),
    again: z.string({ error: 'Type the password again.' }),
  })
  .refine((value) => value.password === value.again, { path: ['again'], error: 'The two passwords differ. Type the same one twice.' });

export type FirstAdminInput = z.output<typeof firstAdminInput>;
