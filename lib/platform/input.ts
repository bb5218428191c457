import { z } from 'zod';
import { AppError, type FieldErrors } from './errors';

const operationIdSchema = z.uuid();

/** Reads an object or a FormData against a schema; throws INVALID with one sentence per field. */
export function parseInput<S extends z.ZodType>(
  schema: S,
  raw: unknown,
): { operationId: string | null; input: z.output<S> } {
  const { operationId, ...fields } = asRecord(raw);
  const id = operationId === undefined || operationId === '' ? null : operationIdSchema.safeParse(operationId);
  if (id && !id.success) throw new AppError('INVALID', 'This form is broken. Reload the page and try again.');
  const parsed = schema.safeParse(fields);
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

/** The first sentence for each field, by dotted path. */
export function fieldErrors(error: z.ZodError): FieldErrors {
  const fields: FieldErrors = {};
  for (const issue of error.issues) {
    const path = issue.path.join('.') || 'form';
    fields[path] ??= issue.message;
  }
  return fields;
}
