import { z } from 'zod';

// Control characters, lone surrogates, bidi overrides and isolates: nobody's name or note has them.
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u202A-\u202E\u2066-\u2069]|\p{Cs}/u;
const invisible = /^[\s\u200B-\u200F\u2060\uFEFF\u00AD\u034F]*$/u;

/** One spelling for each name: composed characters, single spaces, no edge spaces. */
export function tidy(value: string): string {
  return value.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** Why a text cannot be kept, or null when it can. */
export function textProblem(value: string, max: number): string | null {
  if (!value.isWellFormed() || forbidden.test(value)) return 'Remove the special characters that cannot be printed.';
  if (/\p{M}{5,}/u.test(value.normalize('NFC'))) return 'Remove the piled-up accents.';
  if (value.length > max) return `Use at most ${max} characters.`;
  return null;
}

/** A required line of text as a form field; the sentence says what is missing. */
export function line(max: number, missing: string) {
  return optionalLine(max).refine((value) => !invisible.test(value), { error: missing });
}

/** A line that may be empty. */
export function optionalLine(max: number) {
  return z
    .string({ error: 'Write this as text.' })
    .max(max * 4, { error: `Use at most ${max} characters.` })
    .transform(tidy)
    .superRefine((value, context) => {
      const problem = textProblem(value, max);
      if (problem) context.addIssue({ code: 'custom', message: problem });
    });
}
