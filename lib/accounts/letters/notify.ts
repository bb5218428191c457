import { letter, type Letter, type Mail } from '@/lib/platform/mail/message';

type Addressed = Pick<Letter, 'to' | 'school'>;

/** What somebody gets who forgot the password, or for whom somebody else asked. */
export function resetLetter(given: Addressed & { username: string; link: string }): Mail {
  return letter({
    ...given, subject: 'A new password',
    paragraphs: [
      `Somebody asked for a new password for your account ${given.username}. If that was you, open this link within 15 minutes and choose one:`,
      given.link,
      'If it was not you, do nothing: without the link nothing changes.',
    ],
  });
}

/** What a new member of staff gets who is invited by e-mail. */
export function invitationLetter(given: Addressed & { username: string; link: string }): Mail {
  return letter({
    ...given, subject: 'Your account',
    paragraphs: [
      `${given.school.name} has made an account for you. Your username is ${given.username}. Open this link within 7 days and choose a password:`,
      given.link,
      'The link works once. If you do not know the school, somebody has mistyped an address: do nothing.',
    ],
  });
}

export const passwordNews = {
  'accounts.password-reset': 'was just replaced by a new one through a link sent to this address',
  'accounts.password-chosen': 'was just changed by somebody who knew the old one',
  'accounts.password-issued': 'was just replaced by the school office',
} as const;

export const factorNews = {
  'accounts.second-factor-set': 'A second sign-in step was set up for your account: a code from a phone',
  'accounts.second-factor-removed': 'The second sign-in step of your account was taken away by somebody who knew your password',
  'accounts.second-factor-reset': 'The school has taken away the second sign-in step of your account',
  'accounts.recovery-codes-renewed': 'Your account has new recovery codes; the old ones stopped working',
  'accounts.recovery-code-used': 'Somebody signed in to your account with one of your recovery codes',
} as const;

/** Tells the owner what happened to the second step. */
export function factorLetter(given: Addressed & { username: string; event: keyof typeof factorNews; appUrl: string }): Mail {
  return letter({
    ...given, subject: 'Your second sign-in step',
    paragraphs: [
      `${factorNews[given.event]} (${given.username} at ${given.appUrl}).`,
      'If you know nothing of this, go to the school office today: somebody may have used your account.',
    ],
  });
}

/** Tells the owner that the password is another one now; a thief would not. */
export function passwordLetter(given: Addressed & { username: string; event: keyof typeof passwordNews; appUrl: string }): Mail {
  return letter({
    ...given, subject: 'Your password has changed',
    paragraphs: [
      `The password of your account ${given.username} at ${given.appUrl} ${passwordNews[given.event]}. Every device that was signed in is signed out.`,
      'If you know nothing of this, go to the school office today: somebody may have used your account.',
    ],
  });
}
