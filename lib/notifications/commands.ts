import { and, eq, isNull } from 'drizzle-orm';
import { notifications } from '@/db/schema';
import type { Context } from '@/lib/platform/perform';

/** Marks every notification of the actor as read. */
export async function markAllRead(ctx: Context): Promise<void> {
  if (ctx.actor.kind !== 'person') return;
  const userId = ctx.actor.id;
  const read = await ctx.tx
    .update(notifications)
    .set({ readAt: ctx.now })
    .where(and(eq(notifications.userId, userId), isNull(notifications.readAt)))
    .returning({ id: notifications.id });
  ctx.record({
    name: 'notifications.read', subjectId: userId, tables: ['notifications'], scopes: [`user:${userId}`], detail: { count: read.length },
  });
}
