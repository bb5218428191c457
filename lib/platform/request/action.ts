import 'server-only';
import { refresh } from 'next/cache';
import type { z } from 'zod';
import { AppError, type ActionFailure, type ActionResult } from '../errors';
import { perform, type Definition } from '../perform';
import { getCaller, refuseForeignOrigin } from './caller';

/** What a form's action gets first from React; the form itself comes second. */
export type FormState<T> = ActionResult<T> | null;

type Act<Input, Output> = {
  (input: Input & { operationId?: string }): Promise<ActionResult<Output>>;
  (previous: FormState<Output>, form: FormData): Promise<ActionResult<Output>>;
};

type Declared<Input extends z.ZodType, Subject, Output, Prepared, Shown> = Definition<Input, Subject, Output, Prepared> & {
  /** What the browser still needs once the change is committed: a cookie, another page. Its result is what is shown. */
  after?: (output: Output, raw: unknown) => Promise<Shown>;
};

/** A write that a person, or a visitor where the definition says so, can do: `perform()` behind Next. */
export function action<Input extends z.ZodType, Subject, Output, Prepared = void, Shown = Output>(
  definition: Declared<Input, Subject, Output, Prepared, Shown>,
): Act<z.input<Input>, Shown> & { definition: Declared<Input, Subject, Output, Prepared, Shown> } {
  const act = async (...given: unknown[]): Promise<ActionResult<Shown>> => {
    const raw = given.length > 1 ? given[1] : given[0];
    const result = await sent(definition, raw);
    if (!result.ok) return withTyped(result, raw);
    try {
      // Without `after` the two types are one.
      const data = definition.after ? await definition.after(result.data, raw) : (result.data as unknown as Shown);
      refresh();
      return { ok: true, data };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return withTyped({ ok: false, code: error.code, message: error.message, ...error.details }, raw);
    }
  };
  // Tests and the permission proof read what was declared.
  return Object.assign(act as Act<z.input<Input>, Shown>, { definition });
}

const secret = /password|current|again|token|code|^\$ACTION/i;

function withTyped(failure: ActionFailure, raw: unknown): ActionFailure {
  if (!(raw instanceof FormData)) return failure;
  const kept = [...raw.entries()].filter(([name, value]) => !secret.test(name) && typeof value === 'string');
  return { ...failure, typed: Object.fromEntries(kept.map(([name, value]) => [name, String(value)])) };
}

/** Performs a definition for the current request, without refreshing the page. */
export async function sent<Input extends z.ZodType, Subject, Output, Prepared>(
  definition: Definition<Input, Subject, Output, Prepared>,
  raw: unknown,
): Promise<ActionResult<Output>> {
  try {
    await refuseForeignOrigin();
  } catch (error) {
    if (error instanceof AppError) return { ok: false, code: error.code, message: error.message };
    throw error;
  }
  return perform(definition, await getCaller(), raw);
}
