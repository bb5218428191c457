import 'server-only';
import type { Route } from 'next';
import { redirect } from 'next/navigation';
import type { Changed } from './bulk/schema';

/** After a change to many: to the page that says what was done and undoes it; the list they were chosen from may be empty now. */
export async function showChange({ changeId }: Changed): Promise<never> {
  redirect(`/students/changes?done=${changeId}` as Route);
}
