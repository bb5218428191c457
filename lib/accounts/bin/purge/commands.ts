import { sql } from 'drizzle-orm';
import type { Context } from '@/lib/platform/perform';
import { BIN_DAYS } from '../rules';
import { isStillHere } from '../queries';

type Due = { id: string; name: string; username: string; acted: boolean };

const AT_ONCE = 500;

/**
 * Empties the recycle bin of what has been in it for 30 days. An account that nothing refers to goes altogether; of
 * one with a history the name stays and what one signs in and writes to with goes. Who is still here stays in the bin.
 */
export async function emptyBin(ctx: Context): Promise<{ removed: number; emptied: number }> {
  const due = await ctx.tx.execute<Due>(sql`
    select users.id, users.display_name as name, users.username, exists (select 1 from events e where e.actor_id = users.id::text) as acted
    from users where users.status = 'disabled' and users.deleted_at is null
      and users.disabled_at <= ${ctx.now.toISOString()}::timestamptz - make_interval(days => ${BIN_DAYS}) and not ${isStillHere}
    order by users.disabled_at limit ${AT_ONCE} for update of users skip locked`);
  let removed = 0;
  for (const account of due) {
    await forgetSignIn(ctx, account.id);
    const isGone = !account.acted && (await removeAltogether(ctx, account.id));
    if (!isGone) await forgetContact(ctx, account.id);
    removed += Number(isGone);
    ctx.record({
      name: isGone ? 'accounts.removed' : 'accounts.emptied', subjectId: account.id, tables: ['users'], scopes: [`user:${account.id}`],
      detail: { before: { account: `${account.name} (${account.username})` }, after: { account: isGone ? '' : account.name } },
    });
  }
  return { removed, emptied: due.length - removed };
}

/** Everything by which one could sign in, and where one did. */
async function forgetSignIn({ tx }: Context, userId: string): Promise<void> {
  await tx.execute(sql`delete from socket_tickets t using sessions s where s.id = t.session_id and s.user_id = ${userId}`);
  await tx.execute(sql`delete from sessions where user_id = ${userId}`);
  await tx.execute(sql`delete from pending_sign_ins where user_id = ${userId}`);
  await tx.execute(sql`delete from recovery_codes where user_id = ${userId}`);
  await tx.execute(sql`delete from second_factors where user_id = ${userId}`);
  await tx.execute(sql`delete from account_links where user_id = ${userId}`);
  await tx.execute(sql`delete from notifications where user_id = ${userId}`);
}

/** Removes the row when no record of the school refers to it; the database itself is asked, so that no later table is forgotten. */
async function removeAltogether({ tx }: Context, userId: string): Promise<boolean> {
  try {
    await tx.transaction(async (inner) => {
      await inner.execute(sql`delete from user_roles where user_id = ${userId}`);
      await inner.execute(sql`delete from users where id = ${userId}`);
    });
    return true;
  } catch (error) {
    const code = error instanceof Error ? (error.cause as { code?: string } | undefined)?.code : undefined;
    if (code === FOREIGN_KEY) return false;
    throw error;
  }
}

const FOREIGN_KEY = '23503';

async function forgetContact({ tx, now }: Context, userId: string): Promise<void> {
  await tx.execute(sql`update users set email = null, phone = null, password_hash = null, one_time_hash = null,
    deleted_at = ${now.toISOString()} where id = ${userId}`);
}
