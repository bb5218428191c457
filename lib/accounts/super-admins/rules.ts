// A super admin owns the system, so no single person makes or relieves one (domain §3), nor opens the door to an account
// of the office by taking its second step away (A13): one super admin asks, another confirms.
import { belongsToOffice } from '@/lib/platform/actor';

export const REQUEST_HOURS = 24;

export const CHANGES = ['grant', 'revoke', 'reset-factor'] as const;

export type Change = (typeof CHANGES)[number];

type Asked = {
  change: Change;
  roles: readonly string[];
  status: string;
  hasFactor: boolean;
  /** Super admins who can sign in, besides the one who asks and the one it is about. */
  others: number;
};

/** Why this cannot be asked, or null when it can. */
export function requestProblem({ change, roles, status, hasFactor, others }: Asked): string | null {
  const problem = change === 'reset-factor' ? factorProblem({ roles, hasFactor }) : rightProblem({ change, roles, status });
  if (problem || others > 0) return problem;
  const verb = change === 'reset-factor' ? 'admin:disable-2fa' : 'admin:super';
  return `There is no other super admin who could confirm it. On the machine itself: ./ths ${verb} USERNAME.`;
}

function factorProblem({ roles, hasFactor }: Pick<Asked, 'roles' | 'hasFactor'>): string | null {
  if (!belongsToOffice(roles)) return 'For this person one of the office is enough.';
  return hasFactor ? null : 'There is no second step to take away.';
}

function rightProblem({ change, roles, status }: Pick<Asked, 'change' | 'roles' | 'status'>): string | null {
  const isOne = roles.includes('super-admin');
  if (change === 'grant' && isOne) return 'This person is a super admin already.';
  if (change === 'revoke' && !isOne) return 'This person is not a super admin.';
  if (roles.includes('student')) return 'A student cannot be a super admin.';
  if (change === 'grant' && status !== 'active') return 'Only somebody who has chosen a password and can sign in becomes a super admin.';
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

/** "make Mr Briggs a super admin", as it stands in notices and on the page of the account. */
export function sayWish(change: Change, name: string): string {
  const wishes = {
    grant: `make ${name} a super admin`,
    revoke: `relieve ${name} as a super admin`,
    'reset-factor': `take away the second sign-in step of ${name}`,
  };
  return wishes[change];
}
