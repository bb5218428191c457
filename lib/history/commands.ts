import { sql } from 'drizzle-orm';
import { chain } from '@/lib/platform/feed';
import type { Context } from '@/lib/platform/perform';
import { listHistory, type HistoryLine } from './queries';
import { MOST_EXPORTED, type HistorySearch } from './schema';

/** The events that match, newest first and at most 10,000; that they were taken out of the school is itself an event. */
export async function exportHistory(ctx: Context, search: HistorySearch): Promise<HistoryLine[]> {
  const lines = await listHistory(ctx.actor, search, MOST_EXPORTED, ctx.tx);
  ctx.record({
    name: 'history.exported', subjectId: 'school', tables: [], scopes: [],
    detail: { lines: lines.length, filters: { ...search } },
  });
  return lines;
}

export type Verdict = { checked: number; broken: { seq: number; why: string } | null };

const BATCH = 2_000;

type Link = { seq: number; hash: Buffer; line: string | null };

/**
 * Follows the hash chain of the history from its beginning: every event must be there, unchanged and in its place.
 * The first link that does not hold is named; what comes after it cannot be judged.
 */
export async function verifyHistory(ctx: Context): Promise<Verdict> {
  let previous: Buffer = Buffer.alloc(0);
  let checked = 0;
  for (;;) {
    const links = await ctx.tx.execute<Link>(sql`
      select f.seq::int as seq, f.hash, event_line(e) as line from event_feed f left join events e on e.id = f.event_id
      where f.seq > ${checked} order by f.seq limit ${BATCH}`);
    for (const { seq, hash, line } of links) {
      if (seq !== checked + 1) return { checked, broken: { seq: checked + 1, why: 'this place in the history is missing' } };
      if (line === null) return { checked, broken: { seq, why: 'the event was removed' } };
      const expected = chain(previous, line);
      if (!expected.equals(Buffer.from(hash))) return { checked, broken: { seq, why: 'the event, or one before it, was changed' } };
      previous = expected;
      checked = seq;
    }
    if (links.length < BATCH) break;
  }
  const [loose] = await ctx.tx.execute<{ id: number }>(sql`
    select e.id::int as id from events e where e.at < now() - interval '10 minutes'
      and not exists (select 1 from event_feed f where f.event_id = e.id) order by e.id limit 1`);
  return { checked, broken: loose ? { seq: checked + 1, why: `event ${loose.id} has lost its place` } : null };
}
