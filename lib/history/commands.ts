import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
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

export type Broken = { seq: number; why: string };
export type Verdict = { checked: number; broken: Broken | null };

const BATCH = 2_000;

type Link = { seq: number; hash: Buffer; line: string | null };

/** A place in the chain that holds, and its link. */
export type Place = { seq: number; hash: Buffer };
export const START: Place = { seq: 0, hash: Buffer.alloc(0) };

/**
 * Follows the chain from a place that holds for one batch: every event must be there, unchanged and in its place.
 * The first link that does not hold is named; what comes after it cannot be judged.
 */
export async function followChain(tx: Tx, from: Place): Promise<{ reached: Place; broken: Broken | null; isEnd: boolean }> {
  const links = await tx.execute<Link>(sql`
    select f.seq::int as seq, f.hash, event_line(e) as line from event_feed f left join events e on e.id = f.event_id
    where f.seq > ${from.seq} order by f.seq limit ${BATCH}`);
  let reached = from;
  const brokenAt = (seq: number, why: string) => ({ reached, broken: { seq, why }, isEnd: true });
  for (const { seq, hash, line } of links) {
    if (seq !== reached.seq + 1) return brokenAt(reached.seq + 1, 'this place in the history is missing');
    if (line === null) return brokenAt(seq, 'the event was removed');
    const expected = chain(reached.hash, line);
    if (!expected.equals(Buffer.from(hash))) return brokenAt(seq, 'the event, or one before it, was changed');
    reached = { seq, hash: expected };
  }
  const isEnd = links.length < BATCH;
  return { reached, broken: isEnd ? await findLoose(tx, reached.seq) : null, isEnd };
}

/** An event that has stood without a place for longer than numbering takes. */
async function findLoose(tx: Tx, checked: number): Promise<Broken | null> {
  const [loose] = await tx.execute<{ id: number }>(sql`
    select e.id::int as id from events e where e.at < now() - interval '10 minutes'
      and not exists (select 1 from event_feed f where f.event_id = e.id) order by e.id limit 1`);
  return loose ? { seq: checked + 1, why: `event ${loose.id} has lost its place` } : null;
}

/** The whole history from its first event, in one go: for the one who runs the machine. */
export async function verifyHistory({ tx }: Pick<Context, 'tx'>): Promise<Verdict> {
  for (let from = START; ;) {
    const { reached, broken, isEnd } = await followChain(tx, from);
    if (isEnd) return { checked: reached.seq, broken };
    from = reached;
  }
}
