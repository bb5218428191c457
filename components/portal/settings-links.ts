import { manage as calendar } from '@/lib/calendar/policy';
import { manage as classes } from '@/lib/classes/policy';
import { read as history } from '@/lib/history/policy';
import { manage as mail } from '@/lib/mail/policy';
import { changeSettings } from '@/lib/school/policy';
import type { Person } from '@/lib/platform/actor';
import { look as trust } from '@/lib/trust/policy';
import { can, type Permission } from '@/lib/platform/authz';

export type SettingsLink = { href: string; label: string; says: string };

const links: (SettingsLink & { may: Permission<void> })[] = [
  { href: '/settings/school', label: 'The school', says: 'Name, address, week, registers, usernames', may: changeSettings },
  { href: '/settings/branding', label: 'Logo and colour', says: 'How pages and papers look; the principal’s signature', may: changeSettings },
  { href: '/settings/calendar', label: 'Sessions and terms', says: 'Dates, holidays, which term is open', may: calendar },
  { href: '/settings/levels', label: 'Levels', says: 'From Playgroup to SSS 3: names and order', may: classes },
  { href: '/settings/classes', label: 'Classes', says: 'The arms of each session, places, teachers', may: classes },
  { href: '/settings/subjects', label: 'Subjects and departments', says: 'What is taught at which level', may: classes },
  { href: '/settings/mail', label: 'Mail', says: 'How letters leave; send a test', may: mail },
  { href: '/settings/trust', label: 'Trust', says: 'Whether the system is safe, and what to mend', may: trust },
  { href: '/settings/history', label: 'History', says: 'Who did what, and when', may: history },
];

/** What this person may set up. It draws; every page guards itself. */
export function settingsLinks(actor: Person): SettingsLink[] {
  return links.filter(({ may }) => can(actor, may, undefined)).map(({ may: _may, ...link }) => link);
}
