import { and, eq, isNull, sql } from 'drizzle-orm';
import { database, type Tx } from '@/db/client';
import { accountLinks, users } from '@/db/schema';
import type { Role } from '@/lib/platform/actor';
import { readSignedId } from '@/lib/platform/secrets';
import { isOpen, type Purpose } from './rules';

/**
 * The open link behind a token with whose it is; null when it is dead, forged, or its owner may not sign in.
 * Inside a transaction it is locked, so that two uses of one link queue.
 */
export async function findOpenLink(token: string, purpose: Purpose, now: Date, tx?: Tx) {
  const id = readSignedId(purpose, token);
  if (!id) return null;
  const query = (tx ?? database())
    .select({
      id: accountLinks.id, userId: users.id, name: users.displayName, username: users.username, status: users.status,
      purpose: accountLinks.purpose, expiresAt: accountLinks.expiresAt, usedAt: accountLinks.usedAt, withdrawnAt: accountLinks.withdrawnAt,
      roles: sql<Role[]>`array(select role from user_roles r where r.user_id = users.id)`,
    })
    .from(accountLinks)
    .innerJoin(users, eq(users.id, accountLinks.userId))
    .where(and(eq(accountLinks.id, id), isNull(users.deletedAt)));
  const [link] = await (tx ? query.for('update', { of: accountLinks }) : query);
  const mayUse = link && link.purpose === purpose && isOpen(link, now) && (link.status === 'active' || link.status === 'pending');
  return mayUse ? link : null;
}
