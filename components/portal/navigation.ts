import type { Route } from 'next';
import { isOffice, type Person } from '@/lib/platform/actor';

type Place = 'today' | 'board' | 'classes' | 'students' | 'guardians' | 'staff' | 'changes' | 'search' | 'bell' | 'account' | 'settings';

export type Destination = { href: Route; label: string; icon: Place };

const today: Destination = { href: '/today', label: 'Today', icon: 'today' };
const account: Destination = { href: '/account', label: 'Account', icon: 'account' };
const notifications: Destination = { href: '/notifications', label: 'Notices', icon: 'bell' };

/** Where a person can go: the same names in the sidebar and in the bottom tabs. It draws; it never guards. */
export function destinations(actor: Person): Destination[] {
  if (isOffice(actor)) {
    return [
      today,
      { href: '/attendance', label: 'Registers', icon: 'board' },
      { href: '/classes', label: 'Classes', icon: 'classes' },
      { href: '/students', label: 'Students', icon: 'students' },
      { href: '/guardians', label: 'Guardians', icon: 'guardians' },
      { href: '/staff', label: 'Staff', icon: 'staff' },
      { href: '/change-requests', label: 'Requests', icon: 'changes' },
      { href: '/search', label: 'Search', icon: 'search' },
      { href: '/settings', label: 'Settings', icon: 'settings' },
      notifications,
      account,
    ];
  }
  if (actor.roles.has('teacher')) {
    return [
      today,
      { href: '/classes', label: 'Classes', icon: 'classes' },
      { href: '/students', label: 'Students', icon: 'students' },
      notifications,
      account,
    ];
  }
  return [today, notifications, account];
}
