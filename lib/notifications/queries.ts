import { desc, eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { notifications } from '@/db/schema';
import type { Actor } from '@/lib/platform/actor';
import { reading } from '@/lib/platform/scope';

const mine = (actor: Actor) => (actor.kind === 'person' ? eq(notifications.userId, actor.id) : sql`false`);

/** The actor's own notifications, newest first. */
export async function listNotifications(actor: Actor, tx?: Tx) {
  return reading(actor, tx, (open) =>
    open
      .select({
        id: notifications.id, title: notifications.title, body: notifications.body, link: notifications.link,
        createdAt: notifications.createdAt, readAt: notifications.readAt,
      })
      .from(notifications)
      .where(mine(actor))
      .orderBy(desc(notifications.createdAt))
      .limit(50),
  );
}
