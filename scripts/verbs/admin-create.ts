import { parseArgs } from 'node:util';
import { withServices } from '../embedded/services';
import { loadSettings } from '../settings';

export const help = `Usage: ./ths admin:create --surname NAME --first-name NAME [--title TITLE] [--email ADDRESS] [--male] [--super]

Puts a member of the school office on the staff list, or with --super a super admin, and prints the first sign-in.`;

/** Makes an admin from the machine itself, for a school that has none or whose admins cannot sign in. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      surname: { type: 'string' }, 'first-name': { type: 'string' }, title: { type: 'string' }, email: { type: 'string' },
      male: { type: 'boolean' }, super: { type: 'boolean' }, help: { type: 'boolean' },
    },
  });
  const { surname, 'first-name': firstName, title = '', email = '' } = values;
  if (values.help || !surname || !firstName) {
    console.log(help);
    return values.help ? 0 : 2;
  }
  const { dataDir } = loadSettings();
  return withServices(dataDir, console.log, async () => {
    const { closeDatabase } = await import('@/db/client');
    const { addStaff } = await import('@/lib/people/staff/commands');
    const { addStaffInput } = await import('@/lib/people/staff/schema');
    const { parseInput } = await import('@/lib/platform/input');
    const { asSystem } = await import('@/lib/platform/system');
    try {
      const { input } = parseInput(addStaffInput, {
        title, surname, firstName, gender: values.male ? 'male' : 'female', role: 'admin', phone: '', email, isAnother: 'on',
      });
      const made = await asSystem('admin-create', (ctx) => addStaff(ctx, { ...input, role: values.super ? 'super-admin' : 'admin' }));
      console.log(`${made.name} signs in as ${made.username} with the first password ${made.password}, which works once.`);
      return 0;
    } finally {
      await closeDatabase();
    }
  });
}
