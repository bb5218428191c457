import 'server-only';
import { notFound } from 'next/navigation';
import type { z } from 'zod';
import { perform, type Definition } from '../perform';
import { getCaller } from './caller';
import { isByItself, requireActor } from './require-actor';

/** Opens what is written down when it is read: the look goes through `perform()`; what one may not see does not exist. */
export async function look<Input extends z.ZodType, Subject, Output>(definition: Definition<Input, Subject, Output>, raw: z.input<Input>): Promise<Output> {
  await requireActor();
  // A page that is only left open keeps no session from idling out, whatever it shows.
  const result = await perform({ ...definition, ...((await isByItself()) && { inBackground: true as const }) }, await getCaller(), raw);
  if (result.ok) return result.data;
  if (result.code === 'NOT_FOUND' || result.code === 'FORBIDDEN') notFound();
  throw new Error(`${definition.name}: ${result.code} ${result.ref ?? ''}`);
}
