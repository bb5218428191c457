import type { Role } from '@/lib/platform/actor';
import type { Day } from '@/lib/platform/dates';

/** Why this cannot be somebody's last day, or null. Leaving ends access at once, so it is written when it has come. */
export function leavingProblem(leftOn: Day | '', { today, roles, isSelf }: { today: Day; roles: readonly Role[]; isSelf: boolean }): string | null {
  if (leftOn === '') return null;
  if (leftOn > today) return 'This day has not come yet. Write it when it has: it ends classes and sign-ins at once.';
  if (isSelf) return 'Nobody ends their own time at the school. Ask somebody else to write it.';
  return roles.includes('super-admin') ? 'A super admin is relieved by two super admins together, not here.' : null;
}
