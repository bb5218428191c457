import { sql } from 'drizzle-orm';
import { database } from '@/db/client';

const MOST = 5_000;
const owners = new Map<string, string>();

/** Whose session a cookie is of, or null; remembered, so that a limit costs a look-up only at a session's first write. */
export async function sessionOwner(tokenHash: Buffer): Promise<string | null> {
  const key = tokenHash.toString('base64');
  const known = owners.get(key);
  if (known) return known;
  const [session] = await database().execute<{ id: string }>(sql`
    select user_id as id from sessions where token_hash = ${tokenHash} and ended_at is null and expires_at > now()`);
  if (!session) return null;
  owners.set(key, session.id);
  // Maps keep the order of insertion: the oldest goes.
  const [oldest] = owners.size > MOST ? owners.keys() : [];
  if (oldest) owners.delete(oldest);
  return session.id;
}

/** The session turned out to be over: the next request with this cookie is a visitor's. */
export function forgetOwner(tokenHash: Buffer): void {
  owners.delete(tokenHash.toString('base64'));
}
