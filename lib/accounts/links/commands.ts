import { and, eq, isNull } from 'drizzle-orm';
import { accountLinks } from '@/db/schema';
import type { Context } from '@/lib/platform/perform';
import { linkSeconds, type Purpose } from './rules';

/** When a link that is asked for now stops working. */
export const expiryOf = (purpose: Purpose, now: Date) => new Date(now.getTime() + linkSeconds[purpose] * 1000);

/** Opens a link for the owner of an account; its token stands in the letter only. */
export async function openLink(ctx: Context, link: { purpose: Purpose; userId: string; expiresAt: Date }): Promise<string> {
  const [made] = await ctx.tx.insert(accountLinks).values({ ...link, createdAt: ctx.now }).returning({ id: accountLinks.id });
  if (!made) throw new Error('the link was not stored');
  return made.id;
}

/** Marks a link as used, and takes back every other one of its owner: one letter, one password. */
export async function spendLink(ctx: Context, link: { id: string; userId: string }): Promise<void> {
  await ctx.tx.update(accountLinks).set({ usedAt: ctx.now }).where(eq(accountLinks.id, link.id));
  await withdrawLinks(ctx, link.userId);
}

/** Takes back the open links of an account; how many there were. */
export async function withdrawLinks(ctx: Context, userId: string, purpose?: Purpose): Promise<number> {
  const taken = await ctx.tx.update(accountLinks).set({ withdrawnAt: ctx.now })
    .where(and(
      eq(accountLinks.userId, userId), isNull(accountLinks.usedAt), isNull(accountLinks.withdrawnAt),
      purpose && eq(accountLinks.purpose, purpose),
    ))
    .returning({ id: accountLinks.id });
  return taken.length;
}
