// Links sent by e-mail (domain §3): a new password within 15 minutes, an invitation within 7 days, each good for one use.

export type Purpose = 'reset' | 'invitation';

export const linkSeconds: Record<Purpose, number> = { reset: 15 * 60, invitation: 7 * 86_400 };

export type Link = { expiresAt: Date; usedAt: Date | null; withdrawnAt: Date | null };

/** Whether the link may still be used; its last instant is no longer part of its life. */
export function isOpen(link: Link, now: Date): boolean {
  return link.usedAt === null && link.withdrawnAt === null && now < link.expiresAt;
}

/** What the holder of a link that does not work is told; why it does not is nobody's business. */
export const deadLink: Record<Purpose, string> = {
  reset: 'This link does not work any more: it was used, replaced by a newer one, or is older than 15 minutes. Ask for a new one.',
  invitation: 'This invitation does not work any more: it was used, taken back, or is older than 7 days. Ask the school office for a new one.',
};
