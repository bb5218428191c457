import type { Context } from '@/lib/platform/perform';
import { AppError } from '@/lib/platform/errors';
import { mailIsSetUp } from '@/lib/platform/mail/send';
import { expiryOf, openLink, withdrawLinks } from '../links/commands';
import { chooseByLink } from '../resets/commands';
import { invitationProblem } from './rules';

type Invited = { id: string; status: string; email: string | null };

/** Writes to a person who has never signed in; an earlier invitation stops working. */
export async function invite(ctx: Context, _: unknown, account: Invited): Promise<{ sentTo: string }> {
  const problem = invitationProblem({ ...account, mailIsSetUp: mailIsSetUp() });
  if (problem) throw new AppError('LOCKED', problem);
  await withdrawLinks(ctx, account.id, 'invitation');
  const linkId = await openLink(ctx, { purpose: 'invitation', userId: account.id, expiresAt: expiryOf('invitation', ctx.now) });
  ctx.record({ name: 'accounts.invited', subjectId: account.id, tables: ['users'], scopes: [`user:${account.id}`], detail: { linkId }, mail: true });
  return { sentTo: account.email ?? '' };
}

/** The link in the letter stops working. */
export async function withdrawInvitation(ctx: Context, _: unknown, account: { id: string }): Promise<void> {
  const taken = await withdrawLinks(ctx, account.id, 'invitation');
  if (taken === 0) throw new AppError('CONFLICT', 'There is no open invitation to take back.');
  ctx.record({ name: 'accounts.invitation-withdrawn', subjectId: account.id, tables: ['users'], scopes: [`user:${account.id}`], detail: {} });
}

/** The invited person has chosen a password; the account is active. */
export async function acceptInvitation(ctx: Context, { token }: { token: string }, _: void, hash: string): Promise<void> {
  return chooseByLink(ctx, { token, hash, purpose: 'invitation', event: 'accounts.invitation-accepted' });
}
