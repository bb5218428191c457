import { and, eq, inArray, isNull } from 'drizzle-orm';
import { accountLinks, schools, users } from '@/db/schema';
import { env } from '@/lib/platform/env';
import type { Mail } from '@/lib/platform/mail/message';
import type { StoredEvent } from '@/lib/platform/outbox';
import type { Context } from '@/lib/platform/perform';
import { signedId } from '@/lib/platform/secrets';
import { openLink } from '../links/commands';
import { isOpen, type Purpose } from '../links/rules';
import { factorLetter, invitationLetter, passwordLetter, resetLetter, type factorNews, type passwordNews } from './notify';

/** Whom a letter of an account goes to; null without an address, and for whoever may not sign in. */
async function addressee({ tx }: Context, userId: string) {
  const [found] = await tx
    .select({ name: users.displayName, username: users.username, email: users.email })
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.deletedAt), inArray(users.status, ['active', 'pending'])));
  const [school] = await tx.select({ name: schools.name, address: schools.address }).from(schools);
  if (!found?.email || !school) return null;
  return { to: { name: found.name, address: found.email }, username: found.username, school };
}

const paths: Record<Purpose, string> = { reset: 'reset-password', invitation: 'accept-invitation' };

/** From APP_URL alone: no header of the one who asked can move it to another host. */
const addressOf = (purpose: Purpose, id: string) => `${env().APP_URL}/${paths[purpose]}/${signedId(purpose, id)}`;

type ResetEvent = { subjectId: string; detail: { expiresAt: string } };

/** The letter with a link to choose a new password; the link is made here, for whoever may have one. */
export async function writeResetLetter(ctx: Context, { subjectId, detail }: ResetEvent): Promise<Mail | null> {
  const expiresAt = new Date(detail.expiresAt);
  if (subjectId === 'unknown' || ctx.now >= expiresAt) return null;
  const person = await addressee(ctx, subjectId);
  if (!person) return null;
  const id = await openLink(ctx, { purpose: 'reset', userId: subjectId, expiresAt });
  return resetLetter({ ...person, link: addressOf('reset', id) });
}

/** The letter that invites somebody, while the invitation stands. */
export async function writeInvitationLetter(ctx: Context, { subjectId, detail }: { subjectId: string; detail: { linkId: string } }): Promise<Mail | null> {
  const [link] = await ctx.tx.select().from(accountLinks).where(eq(accountLinks.id, detail.linkId));
  const person = link && isOpen(link, ctx.now) ? await addressee(ctx, subjectId) : null;
  return person && invitationLetter({ ...person, link: addressOf('invitation', detail.linkId) });
}

/** The letter that says a password has changed. */
export async function writePasswordLetter(ctx: Context, event: StoredEvent): Promise<Mail | null> {
  const person = await addressee(ctx, event.subjectId);
  return person && passwordLetter({ ...person, event: event.name as keyof typeof passwordNews, appUrl: env().APP_URL });
}

/** The letter that says what happened to the second step. */
export async function writeFactorLetter(ctx: Context, event: StoredEvent): Promise<Mail | null> {
  const person = await addressee(ctx, event.subjectId);
  return person && factorLetter({ ...person, event: event.name as keyof typeof factorNews, appUrl: env().APP_URL });
}
