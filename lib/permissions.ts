import * as accounts from '@/lib/accounts/policy';
import * as superAdmins from '@/lib/accounts/super-admins/policy';
import * as slips from '@/lib/accounts/slips/policy';
import * as attendance from '@/lib/attendance/policy';
import * as calendar from '@/lib/calendar/policy';
import * as classes from '@/lib/classes/policy';
import * as history from '@/lib/history/policy';
import * as live from '@/lib/live/policy';
import * as mail from '@/lib/mail/policy';
import * as notifications from '@/lib/notifications/policy';
import * as exported from '@/lib/people/exports/policy';
import * as imports from '@/lib/people/imports/office/policy';
import * as changes from '@/lib/people/change-requests/policy';
import * as guardians from '@/lib/people/guardians/policy';
import * as school from '@/lib/school/policy';
import * as search from '@/lib/search/policy';
import * as setup from '@/lib/setup/policy';
import * as staff from '@/lib/people/staff/policy';
import * as students from '@/lib/people/students/policy';
import * as trust from '@/lib/trust/policy';
import type { Permission } from '@/lib/platform/authz';

/** What there is to say of a permission without its relation. */
export type Stated = Pick<Permission<never>, 'key' | 'says' | 'roles'>;

/** Every domain's permissions; feeds the document and the tests, and nothing else. */
export const permissions: Stated[] = [
  accounts, attendance, calendar, changes, classes, exported, guardians, history, imports, live, mail, notifications, school, search, setup, slips, staff, students,
  superAdmins, trust,
]
  .flatMap((policy): Stated[] => Object.values(policy))
  .toSorted((a, b) => (a.key < b.key ? -1 : 1));
