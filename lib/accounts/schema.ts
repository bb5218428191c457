import { z } from 'zod';

export const signInInput = z.strictObject({
  identifier: z
    .string({ error: 'Write your username, e-mail or phone number.' })
    .trim()
    .min(1, { error: 'Write your username, e-mail or phone number.' })
    .max(200, { error: 'That is too long for a username, e-mail or phone number.' }),
  password: z
    .string({ error: 'Write your password.' })
    .min(1, { error: 'Write your password.' })
    .max(200, { error: 'That is too long for a password.' }),
  next: z.string().max(500).optional(),
});

const chosen = {
  password: z.string({ error: 'Choose a password.' }).max(200, { error: 'That password is too long.' }),
  again: z.string({ error: 'Type the password again.' }),
};

const isSame = (value: { password: string; again: string }) => value.password === value.again;
const differs = { path: ['again'], error: 'The two passwords differ. Type the same one twice.' };

export const choosePasswordInput = z
  .strictObject({
    /** The present password; a one-time password was shown at sign-in a moment ago and is not asked for again. */
    current: z.string().max(200, { error: 'That is too long for a password.' }).optional(),
    ...chosen,
  })
  .refine(isSame, differs);

export const askResetInput = signInInput.pick({ identifier: true });

/** A password chosen through a link from a letter. */
export const linkedPasswordInput = z.strictObject({ token: z.string().max(100), ...chosen }).refine(isSame, differs);

export const endSessionInput = z.strictObject({ sessionId: z.uuid() });

export const nothing = z.strictObject({});

export const accountInput = z.strictObject({ userId: z.uuid() });

/** A checkbox: sent when ticked, absent otherwise. */
export const ticked = z.literal(['on', 'true']).optional().transform(Boolean);

/** The person's own password once more: an unlocked screen is not enough for what cannot be taken back. */
export const confirmPassword = z
  .string({ error: 'Write your own password to confirm.' })
  .min(1, { error: 'Write your own password to confirm.' })
  .max(200, { error: 'That is too long for a password.' });

export const changeRolesInput = z.strictObject({ userId: z.uuid(), admin: ticked, teacher: ticked, parent: ticked, confirmPassword });

/** An act on one's own account that the own password confirms. */
export const confirmedInput = z.strictObject({ confirmPassword });

export const confirmedAccountInput = z.strictObject({ userId: z.uuid(), confirmPassword });

const code = z
  .string({ error: 'Write the code.' })
  .trim()
  .min(1, { error: 'Write the code.' })
  .max(40, { error: 'That is too long for a code.' });

export const codeInput = z.strictObject({ code });

export const confirmSignInInput = z.strictObject({ code, next: z.string().max(500).optional() });

export type ChangeRolesInput = z.output<typeof changeRolesInput>;

export const changeSafeguardingInput = z.strictObject({ userId: z.uuid(), holds: ticked, confirmPassword });

export type ChangeSafeguardingInput = z.output<typeof changeSafeguardingInput>;
