import 'server-only';
import { notFound } from 'next/navigation';
import type { z } from 'zod';

/** Parses a page's path parameters; a malformed address is a page that does not exist. */
export async function pathParams<S extends z.ZodType>(schema: S, params: Promise<unknown>): Promise<z.output<S>> {
  const parsed = schema.safeParse(await params);
  if (!parsed.success) notFound();
  return parsed.data;
}
