import { z } from 'zod';
import { AppError, type FieldErrors } from './errors';
import { inputSentence } from './input-sentences';

const operationIdSchema = z.uuid();
// No form of ours is nested deeper than a list of rows.
const DEEPEST = 8;

/** Reads an object or a FormData against a schema; throws INVALID with one sentence per field. */
export function parseInput<S extends z.ZodType>(
  schema: S,
  raw: unknown,
): { operationId: string | null; input: z.output<S> } {
  const { operationId, ...fields } = asRecord(raw);
  const id = operationId === undefined || operationId === '' ? null : operationIdSchema.safeParse(operationId);
  if (id && !id.success) throw new AppError('INVALID', 'This form is broken. Reload the page and try again.');
  const unprintable = unprintableFields(fields);
  if (unprintable) throw new AppError('INVALID', 'Please look at the marked fields.', { fields: unprintable });
  const parsed = schema.safeParse(fields, { error: inputSentence });
  if (!parsed.success) throw new AppError('INVALID', 'Please look at the marked fields.', { fields: fieldErrors(parsed.error) });
  return { operationId: id?.data ?? null, input: parsed.data };
}

function asRecord(raw: unknown): Record<string, unknown> {
  if (raw instanceof FormData) {
    // React adds $ACTION_… entries of its own to a form that is sent before or without JavaScript.
    return Object.fromEntries([...raw.entries()].filter(([name]) => !name.startsWith('$ACTION')));
  }
  if (raw !== null && typeof raw === 'object' && !Array.isArray(raw)) return { ...raw };
  throw new AppError('INVALID', 'This form is broken. Reload the page and try again.');
}

/**
 * NUL and halves of characters cannot be stored as text, so they are refused wherever they stand, before any schema
 * looks: the sentence by dotted path, or null.
 */
function unprintableFields(value: unknown, path: readonly string[] = []): FieldErrors | null {
  if (typeof value === 'string') {
    const isFine = value.isWellFormed() && !value.includes('\0');
    return isFine ? null : { [path.join('.') || 'form']: 'Remove the special characters that cannot be printed.' };
  }
  if (value === null || typeof value !== 'object' || value instanceof Blob) return null;
  if (path.length > DEEPEST) return { form: 'This form is broken. Reload the page and try again.' };
  const found = Object.entries(value).map(([name, one]) => unprintableFields(one, [...path, name]));
  return found.some(Boolean) ? Object.assign({}, ...found) : null;
}

/** The first sentence for each field, by dotted path. */
export function fieldErrors(error: z.ZodError): FieldErrors {
  const fields: FieldErrors = {};
  for (const issue of error.issues) {
    const path = issue.path.join('.') || 'form';
    fields[path] ??= issue.message;
  }
  return fields;
}
