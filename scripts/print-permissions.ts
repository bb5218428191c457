import { writeFileSync } from 'node:fs';
import { permissions, type Stated } from '@/lib/permissions';
import { roles } from '@/lib/platform/actor';

export const PERMISSIONS_FILE = 'docs/permissions.md';

const columns = [...roles, 'visitor'] as const;
const names: Record<(typeof columns)[number], string> = {
  'super-admin': 'Super admin',
  admin: 'Admin',
  teacher: 'Teacher',
  student: 'Student',
  parent: 'Parent',
  visitor: 'Visitor',
};

/** One line per permission: the sentence, its key, and a mark under each role that has it at all. */
export function permissionsDocument(all: readonly Stated[] = permissions): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    '# Who may do what',
    '',
    'Written by `npm run permissions` from the policies in `lib`; a test fails when it is out of date. A mark says that the role',
    'has the permission at all; which class, child or account it reaches is narrowed by the relation in the policy, and proved',
    'row by row against `authorization.csv`.',
    '',
    line(['A person may …', 'Permission', ...columns.map((role) => names[role])]),
    line(['---', '---', ...columns.map(() => ':-:')]),
    ...all.map((one) =>
      line([one.says, `\`${one.key}\``, ...columns.map((role) => (one.roles.includes(role) ? '●' : ''))]),
    ),
    '',
  ].join('\n');
}

if (process.argv[1]?.endsWith('print-permissions.ts')) {
  writeFileSync(PERMISSIONS_FILE, permissionsDocument());
  console.log(`${PERMISSIONS_FILE}: ${permissions.length} permissions`);
}
