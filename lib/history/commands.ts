import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { historyChecks } from '@/db/schema';
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

/** `isLost`: what an earlier check had followed is not there any more. */
export type Broken = { seq: number; why: string; isLost?: boolean };
export type Verdict = { checked: number; broken: Broken | null };

const BATCH = 2_000;

type Link = { seq: number; hash: Buffer; line: string | null };

/** A place in the chain that holds, and its link. */
export type Place = { seq: number; hash: Buffer };
export const START: Place = { seq: 0, hash: Buffer.alloc(0) };

type Step = { reached: Place; broken: Broken | null; isEnd: boolean };

/**
 * Follows the chain from a place that holds for one batch: every event must be there, unchanged and in its place.
 * The first link that does not hold is named; what comes after it cannot be judged. At the end, the furthest place that
 * an earlier check has reached must be there too: a chain without its newest links holds as well.
 */
export async function followChain(tx: Tx, from: Place, { held }: { held: Place }): Promise<Step> {
  const step = await followLinks(tx, from);
  const lost = step.isEnd ? await findLost(tx, held) : null;
  if (!lost || (step.broken && step.broken.seq < lost.seq)) return step;
  return { ...step, broken: lost, reached: { ...step.reached, seq: Math.min(step.reached.seq, lost.seq - 1) } };
}

async function followLinks(tx: Tx, from: Place): Promise<Step> {
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

/** Whether the history ends before a place that it had reached once, or has another link there. */
async function findLost(tx: Tx, held: Place): Promise<Broken | null> {
  const [row] = await tx.execute<{ newest: number; hash: Buffer | null }>(sql`
    select coalesce(max(seq), 0)::int as newest, (select hash from event_feed where seq = ${held.seq}) as hash from event_feed`);
  const newest = row?.newest ?? 0;
  if (held.seq > newest) {
    const which = held.seq === newest + 1 ? `event ${held.seq} is` : `events ${newest + 1} to ${held.seq} are`;
    return { seq: newest + 1, why: `${which} gone`, isLost: true };
  }
  // A place that is missing in between is found by following the chain.
  if (!row?.hash || held.hash.equals(Buffer.from(row.hash))) return null;
  return { seq: held.seq, why: `the events up to ${held.seq} are not those that were verified before`, isLost: true };
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
  const [held = START] = await tx.select({ seq: historyChecks.heldTo, hash: historyChecks.heldHash }).from(historyChecks);
  for (let from = START; ;) {
    const { reached, broken, isEnd } = await followChain(tx, from, { held });
    if (isEnd) return { checked: reached.seq, broken };
    from = reached;
  }
}
