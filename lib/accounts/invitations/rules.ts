// Who can be invited by e-mail (domain §3): somebody with an address who has never chosen a password.

type Asked = { status: string; email: string | null; mailIsSetUp: boolean };

/** Why a person cannot be invited by e-mail, or null when they can. */
export function invitationProblem({ status, email, mailIsSetUp }: Asked): string | null {
  if (!mailIsSetUp) return 'Mail is not set up here, so nobody can be invited by e-mail. Print a slip.';
  if (!email) return 'This account has no e-mail address to write to.';
  if (status !== 'pending') return 'Only somebody who has never signed in is invited. For a lost password, give a new first one.';
  return null;
}
