import type { FieldGroup } from '@/components/shared/fields-form';
import type { School } from '@/lib/school/queries';
import { timeZoneChoices } from '@/lib/school/rules';
import { weekDayNames } from '@/lib/school/schema';

/** The settings that act, each with what it changes. */
export function settingsFields(school: School): FieldGroup[] {
  return [
    { legend: 'Name and place', fields: [
      { name: 'name', label: 'Name', value: school.name, maxLength: 80, hint: 'On every page.' },
      { name: 'shortName', label: 'Short name', value: school.shortName, maxLength: 20, hint: 'On phones and in the title of the browser.' },
      { name: 'motto', label: 'Motto (may be left empty)', value: school.motto, maxLength: 120, hint: 'Under the name where people sign in.' },
      { name: 'address', label: 'Address (may be left empty)', value: school.address, maxLength: 200, hint: 'On the sign-in page.' },
      { name: 'timeZone', label: 'Time zone', kind: 'choice', value: school.timeZone, options: timeZoneChoices(school.timeZone).map((zone) => [zone, zone.replaceAll('_', ' ')] as const), hint: 'Decides which day is today, and every time that is shown.' },
    ] },
    { legend: 'The school opens on', fields: weekDayNames.map((label, index) => ({
      name: `day${index + 1}`, label, kind: 'tick' as const, value: school.weekDays.includes(index + 1),
    })) },
    { legend: 'Registers', fields: [
      { name: 'registerDueAt', label: 'Overdue after', kind: 'time', value: school.registerDueAt.slice(0, 5), hint: 'A class without a register is then marked on the board.' },
      { name: 'correctionSeconds', label: 'Seconds before guardians are told', kind: 'number', min: 0, max: 3_600, value: String(school.correctionSeconds), hint: 'Time to take a mistake back. 0 tells them at once.' },
    ] },
    { legend: 'Usernames', fields: [
      { name: 'usernamePrefix', label: 'Usernames begin with', value: school.usernamePrefix, maxLength: 6, hint: 'For accounts made from now on; those that exist keep theirs.' },
    ] },
  ];
}
