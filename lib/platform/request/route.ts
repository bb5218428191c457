import 'server-only';
import type { z } from 'zod';
import { AppError, isUnavailable, type ErrorCode, type FieldErrors } from '../errors';
import { attachment } from '../file-names';
import { logger } from '../logger';
import type { Definition } from '../perform';
import { sent } from './action';

const statuses: Record<ErrorCode, number> = {
  INVALID: 422, UNAUTHENTICATED: 401, FORBIDDEN: 403, NOT_FOUND: 404, CONFLICT: 409, LOCKED: 423, LIMITED: 429,
  UNAVAILABLE: 503, INTERNAL: 500,
};

/** Answers a route handler with a definition: the same checks as an action, errors as problem+json; JSON unless `show` says otherwise. */
export async function respond<Input extends z.ZodType, Subject, Output>(
  definition: Definition<Input, Subject, Output>,
  raw: unknown,
  show: (output: Output) => Response | Promise<Response> = (output) => Response.json(output ?? {}),
): Promise<Response> {
  const result = await sent(definition, raw);
  return result.ok ? answerOr(() => show(result.data)) : problem(result.code, result.message, result.fields);
}

/** A route handler without a definition; what it could not read is said in a sentence, as by `respond`. */
export const route = <Given extends unknown[]>(handle: (...given: Given) => Promise<Response>) =>
  (...given: Given): Promise<Response> => answerOr(() => handle(...given));

async function answerOr(answer: () => Response | Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof AppError) return problem(error.code, error.message, error.details.fields);
    if (!isUnavailable(error)) throw error;
    logger.warn({ err: error }, 'a route was not answered: a part of the school is away');
    return problem('UNAVAILABLE', 'The school’s server is busy or restarting. Try again in a moment.');
  }
}

/** A file that the browser saves. */
export function download(name: string, type: string, body: string | Uint8Array<ArrayBuffer>): Response {
  return new Response(body, { headers: { 'content-type': type, 'content-disposition': attachment(name) } });
}

/** RFC 9457; `errors` holds the sentence for each field of a form. */
export function problem(code: ErrorCode, detail: string, errors?: FieldErrors): Response {
  const headers = { 'content-type': 'application/problem+json', ...(code === 'UNAVAILABLE' ? { 'retry-after': '2' } : {}) };
  return new Response(JSON.stringify({ type: 'about:blank', title: code, status: statuses[code], detail, ...(errors && { errors }) }), { status: statuses[code], headers });
}
