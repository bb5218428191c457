import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';

const list = (userIds: Iterable<string>) => sql`any (${`{${[...new Set(userIds)].join(',')}}`}::uuid[])`;

/** Holds accounts in one order for all, so that two acts which change some of the same people queue and never deadlock. */
export async function lockAccounts(tx: Tx, userIds: Iterable<string>): Promise<void> {
  await tx.execute(sql`select 1 from users where id = ${list(userIds)} order by id for no key update`);
}

/**
 * What these people may reach has changed: they are asked anew at their next request. A writer holds the person's row,
 * so a change of reach waits for what is under way, and what comes later sees it.
 */
export async function raiseAuthority(tx: Tx, userIds: Iterable<string>): Promise<void> {
  const ids = [...userIds];
  await lockAccounts(tx, ids);
  await tx.execute(sql`update users set authority_version = authority_version + 1 where id = ${list(ids)}`);
}
