import type { z } from 'zod';

const broken = 'This form is broken. Reload the page and try again.';

/** What a field is told where its schema has no sentence of its own: no words of a library reach a screen. */
export function inputSentence(issue: z.core.$ZodRawIssue): string {
  if (issue.code === 'too_big') return tooBig(issue.origin, Number(issue.maximum));
  if (issue.code === 'too_small') return tooSmall(issue.origin, Number(issue.minimum));
  if (issue.code === 'unrecognized_keys') return broken;
  if (issue.code === 'invalid_value') return 'Choose one of the choices.';
  if (issue.code === 'invalid_format') return issue.format === 'uuid' ? broken : 'Check how this is written.';
  if (issue.code === 'not_multiple_of' || issue.code === 'invalid_type') {
    return issue.input === undefined || issue.input === null ? 'This is missing.' : 'Check how this is written.';
  }
  return 'Check this.';
}

function tooBig(origin: string, most: number): string {
  if (origin === 'string') return `Use at most ${most} characters.`;
  return origin === 'array' ? `Choose at most ${most}.` : `At most ${most}.`;
}

function tooSmall(origin: string, least: number): string {
  if (origin === 'string') return least <= 1 ? 'This is missing.' : `Use at least ${least} characters.`;
  return origin === 'array' ? `Choose at least ${least}.` : `At least ${least}.`;
}
