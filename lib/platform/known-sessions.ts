import { sql } from 'drizzle-orm';
import { database } from '@/db/client';

const MOST = 5_000;
const known = new Set<string>();

/**
 * The key of a session that exists, or null for a cookie that somebody made up; remembered, so that a limit costs a
 * look-up only at a session's first write.
 */
export async function sessionKey(tokenHash: Buffer): Promise<string | null> {
  const key = tokenHash.toString('base64');
  if (known.has(key)) return key;
  const found = await database().execute(sql`
    select 1 from sessions where token_hash = ${tokenHash} and ended_at is null and expires_at > now()`);
  if (found.length === 0) return null;
  known.add(key);
  // Sets keep the order of insertion: the oldest goes.
  const [oldest] = known.size > MOST ? known : [];
  if (oldest) known.delete(oldest);
  return key;
}

/** The session turned out to be over: the next request with this cookie is a visitor's. */
export function forgetSession(tokenHash: Buffer): void {
  known.delete(tokenHash.toString('base64'));
}
