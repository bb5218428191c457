import { viewBin } from '@/lib/accounts/policy';
import { add as addGuardian } from '@/lib/people/guardians/policy';
import { see as seeImports } from '@/lib/people/imports/office/policy';
import { list as staff } from '@/lib/people/staff/policy';
import { add as addStudent, workWithMany } from '@/lib/people/students/policy';
import type { Person } from '@/lib/platform/actor';
import { can, type Permission } from '@/lib/platform/authz';
import type { Line } from '@/lib/search/schema';
import { destinations } from './navigation';
import { settingsLinks } from './settings-links';

const acts: { line: Line; may: Permission<void> }[] = [
  { line: ['/students/new', 'Add a student', ''], may: addStudent },
  { line: ['/guardians/new', 'Add a guardian', ''], may: addGuardian },
  { line: ['/staff/new', 'Add a member of staff', ''], may: staff },
  { line: ['/people/import', 'Import a file', 'Students or staff from Excel or CSV'], may: seeImports },
  { line: ['/students?show=left', 'Students who have left', ''], may: addStudent },
  { line: ['/students/changes', 'Changes to many students', 'See and undo them'], may: workWithMany },
  { line: ['/accounts/recycle-bin', 'Recycle bin', 'Accounts of the last 30 days'], may: viewBin },
];

/** Where the palette leads this person: the navigation, what one may begin, what one may set up. Every page guards itself. */
export function places(actor: Person): Line[] {
  return [
    ...destinations(actor).map(({ href, label, icon }): Line => [href, label, icon === 'search' ? 'As a page' : '']),
    ...acts.filter(({ may }) => can(actor, may, undefined)).map(({ line }) => line),
    ...settingsLinks(actor).map(({ href, label, says }): Line => [href, label, says]),
  ];
}
