import { sql } from 'drizzle-orm';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';
import { oneTimeHash, oneTimePassword } from '@/lib/platform/secrets';
import { listSlipAccounts, type SlipAccount } from './queries';
import { MOST_SLIPS, type SlipsInput } from './schema';

export type PrintedSlip = SlipAccount & { password: string };

/** Gives each of these accounts a new first password; slips printed before stop working. */
export async function printSlips(ctx: Context, input: SlipsInput): Promise<PrintedSlip[]> {
  const accounts = await listSlipAccounts(ctx.actor, input, ctx.tx);
  if (accounts.length === 0) throw new AppError('NOT_FOUND', 'Everybody here has signed in already, so there is no slip to print.');
  if (accounts.length > MOST_SLIPS) throw new AppError('INVALID', 'These are more than 2,500 slips. Print them class by class.');
  const slips = accounts.map((account) => ({ ...account, password: oneTimePassword() }));
  const hashes = slips.map(({ userId, password }) => ({ id: userId, hash: oneTimeHash(password).toString('hex') }));
  await ctx.tx.execute(sql`
    with given as (select * from jsonb_to_recordset(${JSON.stringify(hashes)}::jsonb) as g(id uuid, hash text)),
      ended as (update sessions s set ended_at = now(), ended_reason = 'password-issued' from given g where s.user_id = g.id and s.ended_at is null)
    update users u set one_time_hash = decode(g.hash, 'hex') from given g where u.id = g.id`);
  ctx.record({
    name: 'accounts.slips-printed', subjectId: input.importId ?? input.classId ?? 'school', tables: [], scopes: [], detail: { count: slips.length },
  });
  return slips;
}
