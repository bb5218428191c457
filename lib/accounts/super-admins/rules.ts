// A super admin owns the system, so no single person makes or relieves one (domain §3): one asks, another confirms.

export const REQUEST_HOURS = 24;

export type Change = 'grant' | 'revoke';

type Asked = {
  change: Change;
  roles: readonly string[];
  status: string;
  /** Super admins who can sign in, besides the one who asks and the one it is about. */
  others: number;
};

/** Why this cannot be asked, or null when it can. */
export function requestProblem({ change, roles, status, others }: Asked): string | null {
  const isOne = roles.includes('super-admin');
  if (change === 'grant' && isOne) return 'This person is a super admin already.';
  if (change === 'revoke' && !isOne) return 'This person is not a super admin.';
  if (roles.includes('student')) return 'A student cannot be a super admin.';
  if (change === 'grant' && status !== 'active') return 'Only somebody who has chosen a password and can sign in becomes a super admin.';
  if (others === 0) return 'There is no other super admin who could confirm it. On the machine itself: ./ths admin:super USERNAME.';
  return null;
}

export type Request = { expiresAt: Date; confirmedAt: Date | null; withdrawnAt: Date | null };

/** Whether a request can still be confirmed. */
export const isOpen = (request: Request, now: Date): boolean => request.confirmedAt === null && request.withdrawnAt === null && now < request.expiresAt;

/** What somebody is once relieved: whoever was nothing else stays in the office. */
export function rolesAfterRevoke(roles: readonly string[]): string[] {
  const rest = roles.filter((role) => role !== 'super-admin');
  return rest.length > 0 ? rest : ['admin'];
}
