import { desc, eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { notifications } from '@/db/schema';
import type { Actor } from '@/lib/platform/actor';
import { PAGE_SIZE, rowsBefore } from '@/lib/platform/paging';
import { reading } from '@/lib/platform/scope';

const mine = (actor: Actor) => (actor.kind === 'person' ? eq(notifications.userId, actor.id) : sql`false`);

/** A page of the actor's own notifications, newest first, with how many there are and how many are unread. */
export async function listNotifications(actor: Actor, page: number, tx?: Tx) {
  return reading(actor, tx, async (open) => {
    const [rows, [counted]] = await Promise.all([
      open
        .select({
          id: notifications.id, title: notifications.title, body: notifications.body, link: notifications.link,
          createdAt: notifications.createdAt, readAt: notifications.readAt,
        })
        .from(notifications)
        .where(mine(actor))
        .orderBy(desc(notifications.createdAt), notifications.id)
        .limit(PAGE_SIZE).offset(rowsBefore(page)),
      open
        .select({ total: sql<number>`count(*)::int`, unread: sql<number>`(count(*) filter (where ${notifications.readAt} is null))::int` })
        .from(notifications).where(mine(actor)),
    ]);
    return { rows, total: counted?.total ?? 0, unread: counted?.unread ?? 0 };
  });
}
