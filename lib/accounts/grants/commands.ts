import { and, eq, isNull } from 'drizzle-orm';
import { userGrants } from '@/db/schema';
import { belongsToOffice, requirePerson, type Role } from '@/lib/platform/actor';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';
import type { ChangeSafeguardingInput } from '../schema';
import { isHolder } from './queries';

/** Gives or takes the right to custody and safeguarding notes; it is asked at every look, so it acts at once. */
export async function changeSafeguarding(ctx: Context, { holds }: ChangeSafeguardingInput, account: { id: string; roles: Role[] }): Promise<void> {
  const by = requirePerson(ctx.actor).id;
  const held = await isHolder(ctx.tx, account.id, 'safeguarding');
  if (held === holds) throw new AppError('INVALID', 'Nothing was changed.');
  if (holds && !belongsToOffice(account.roles)) {
    throw new AppError('INVALID', 'Only a member of the office can hold this. Give the role of the office first.');
  }
  if (holds) await ctx.tx.insert(userGrants).values({ userId: account.id, name: 'safeguarding', grantedAt: ctx.now, grantedBy: by });
  else {
    await ctx.tx.update(userGrants).set({ endedAt: ctx.now, endedBy: by })
      .where(and(eq(userGrants.userId, account.id), eq(userGrants.name, 'safeguarding'), isNull(userGrants.endedAt)));
  }
  ctx.record({
    name: 'accounts.safeguarding-changed', subjectId: account.id, tables: ['users'], scopes: [`user:${account.id}`],
    detail: { before: held ? 'may read and write them' : 'may not', after: holds ? 'may read and write them' : 'may not' },
  });
}
