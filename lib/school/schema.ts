import { z } from 'zod';
import { confirmPassword, ticked } from '@/lib/accounts/schema';
import { announcedFile } from '@/lib/files/schema';
import { line, optionalLine } from '@/lib/platform/text';
import { isColour } from './branding/rules';
import { isTimeZone } from './rules';

export const schoolNames = {
  name: line(80, 'Write the name of the school.'),
  shortName: line(20, 'Write a short name, such as THS.'),
};

export const schoolPlace = {
  address: optionalLine(200),
  timeZone: z.string({ error: 'Choose a time zone.' }).refine(isTimeZone, { error: 'Choose a time zone.' }),
  usernamePrefix: z
    .string({ error: 'Write a prefix of 2 to 6 letters, such as THS.' })
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2,6}$/, { error: 'Write a prefix of 2 to 6 letters, such as THS.' }),
};

const whole = (least: number, most: number, sentence: string) =>
  z.coerce.number({ error: sentence }).int({ error: sentence }).min(least, { error: sentence }).max(most, { error: sentence });

export const weekDayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

const weekTicks = { day1: ticked, day2: ticked, day3: ticked, day4: ticked, day5: ticked, day6: ticked, day7: ticked };

export const changeSettingsInput = z
  .strictObject({
    ...schoolNames,
    ...schoolPlace,
    motto: optionalLine(120),
    ...weekTicks,
    correctionSeconds: whole(0, 3_600, 'Write seconds from 0 (at once) to 3600 (an hour).'),
    registerDueAt: z.string({ error: 'Give a time such as 09:00.' }).regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'Give a time such as 09:00.' }),
  })
  .transform(({ day1, day2, day3, day4, day5, day6, day7, ...rest }, context) => {
    const weekDays = [day1, day2, day3, day4, day5, day6, day7].flatMap((isOn, index) => (isOn ? [index + 1] : []));
    if (weekDays.length === 0) context.addIssue({ code: 'custom', path: ['day1'], message: 'Tick at least one day on which the school opens.' });
    return { ...rest, weekDays };
  });

export type SettingsChange = z.output<typeof changeSettingsInput>;

export const changeSecurityInput = z.strictObject({
  staffIdleMinutes: whole(5, 240, 'Write minutes from 5 to 240.'),
  confirmPassword,
});

const colour = z.string({ error: 'Choose a colour.' }).trim().toLowerCase().refine(isColour, { error: 'Write the colour as #rrggbb, such as #1d4ed8.' });

export const changeAccentInput = z.strictObject({ accent: colour, isDefault: ticked });

export const brandingSlot = z.enum(['logo', 'signature']);
export type BrandingSlot = z.output<typeof brandingSlot>;

export const askPictureInput = z.strictObject({ slot: brandingSlot, ...announcedFile });
export const keepPictureInput = z.strictObject({ slot: brandingSlot, key: z.string().regex(/^branding\/(logo|signature)\/[0-9a-f-]{36}$/) });
export const removePictureInput = z.strictObject({ slot: brandingSlot });
