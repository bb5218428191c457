import { z } from 'zod';

/** The fields of a record by the names of their inputs. */
export type Values = Record<string, string>;

const values = z.record(z.string().max(60), z.string().max(1_200));

/** What the form showed when it was opened, so that a change made meanwhile by somebody else is noticed field by field. */
export const seenInput = z.string().max(20_000).transform((text, context): Values => {
  try {
    return values.parse(JSON.parse(text));
  } catch {
    context.addIssue({ code: 'custom', message: 'This form is broken. Reload the page and try again.' });
    return z.NEVER;
  }
});

/** What a conflict hands back: what stands now, and what the form should show. */
export type EditConflict = { seen: Values; values: Values };

/** What a saved edit hands back: enough to undo it. */
export type Edited = { before: Values; after: Values };
