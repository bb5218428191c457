// The chain of a long history is followed in steps, each in a transaction of its own, by the worker.
import { isNotNull, isNull, not, or, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { historyChecks } from '@/db/schema';
import { asSystem } from '@/lib/platform/system';
import { followChain, START } from '../commands';

/** What the worker listens to. */
export const CHECKS_CHANNEL = 'history_checks';

/** Asks the worker to check: all of it from the first event, or what has come since the last check. One that is under way goes on. */
export async function askCheck(tx: Tx, what: 'all' | 'new'): Promise<void> {
  const { askedAt, isWhole, checkedTo } = historyChecks;
  if (what === 'all') {
    await tx.update(historyChecks).set({ askedAt: sql`now()`, isWhole: true, checkedTo: START.seq, hash: START.hash })
      .where(or(isNull(askedAt), not(isWhole)));
  } else {
    await tx.update(historyChecks).set({ askedAt: sql`now()`, isWhole: sql`${checkedTo} = 0` }).where(isNull(askedAt));
  }
  await tx.execute(sql`select pg_notify(${CHECKS_CHANNEL}, '')`);
}

/** Checks the next events; false when no check is owed. */
export function checkNext(): Promise<boolean> {
  return asSystem('history-check', async ({ tx, now, record }) => {
    const [at] = await tx.select().from(historyChecks).where(isNotNull(historyChecks.askedAt)).for('update', { skipLocked: true });
    if (!at) return false;
    const { reached, broken: found, isEnd } = await followChain(
      tx, { seq: at.checkedTo, hash: at.hash }, { held: { seq: at.heldTo, hash: at.heldHash } });
    if (!isEnd) {
      await tx.update(historyChecks).set({ checkedTo: reached.seq, hash: reached.hash });
      return true;
    }
    // What was lost is named once: events that come later take its places, and it could not be told any more which they were.
    const broken = found && (found.isLost ? (at.broken ?? found.why) : `at place ${found.seq}, ${found.why}`);
    // Behind a link that does not hold nothing can be judged: the next check begins at the first event again.
    const next = broken ? START : reached;
    await tx.update(historyChecks).set({
      askedAt: null, checkedTo: next.seq, hash: next.hash, finishedAt: now, finishedTo: reached.seq, broken,
      ...(at.isWhole ? { wholeAt: now } : {}),
      // Never smaller, and not moved past a break.
      ...(broken ? {} : { heldTo: reached.seq, heldHash: reached.hash }),
    });
    if (at.isWhole || broken !== at.broken) {
      record({ name: 'trust.history-verified', subjectId: 'school', tables: [], scopes: [], detail: { checked: reached.seq, broken } });
    }
    return true;
  });
}
