import { and, eq, ne, sql } from 'drizzle-orm';
import { terms } from '@/db/schema';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';
import type { Term } from '../commands';
import { stateProblem } from '../rules';

/** Opens, closes or archives a term, or takes one of these back. */
export async function changeTermState(ctx: Context, { state }: { state: 'active' | 'completed' | 'archived' }, term: Term): Promise<void> {
  if (state === 'active') return openTerm(ctx, { termId: term.id });
  const problem = stateProblem(term.state, state);
  if (problem) throw new AppError('CONFLICT', problem);
  await ctx.tx.update(terms).set({ state }).where(eq(terms.id, term.id));
  const name = state === 'archived' ? 'calendar.term-archived' : term.state === 'archived' ? 'calendar.term-brought-back' : 'calendar.term-closed';
  ctx.record({ name, subjectId: term.id, tables: ['terms'], scopes: ['school'], detail: { term: term.name, before: term.state, after: state } });
}

/** Makes a term the active one; the one before is completed. An archived term stays closed. */
export async function openTerm(ctx: Context, { termId }: { termId: string }): Promise<void> {
  const [term] = await ctx.tx
    .select({ id: terms.id, state: terms.state, startsOn: terms.startsOn })
    .from(terms)
    .where(eq(terms.id, termId))
    .for('update');
  if (!term) throw new AppError('NOT_FOUND', 'There is no such term.');
  const problem = stateProblem(term.state, 'active');
  if (problem) throw new AppError(term.state === 'archived' ? 'LOCKED' : 'CONFLICT', problem);
  const closed = await ctx.tx
    .update(terms)
    .set({ state: 'completed' })
    .where(and(ne(terms.id, termId), eq(terms.state, 'active')))
    .returning({ id: terms.id });
  // Terms the calendar has passed are over, also when nobody ever opened them.
  await ctx.tx
    .update(terms)
    .set({ state: 'completed' })
    .where(and(eq(terms.state, 'upcoming'), sql`${terms.endsOn} < ${term.startsOn}::date`));
  await ctx.tx.update(terms).set({ state: 'active' }).where(eq(terms.id, termId));
  ctx.record({
    name: 'calendar.term-opened',
    subjectId: termId,
    tables: ['terms'],
    scopes: ['school'],
    detail: { before: closed.map((one) => one.id), after: termId },
  });
}
