import { parseArgs } from 'node:util';
import { withServices } from '../embedded/services';
import { loadSettings } from '../settings';

export const help = `Usage: ./ths admin:super USERNAME [--relieve]

Makes somebody who can sign in a super admin, or with --relieve one a super admin no more. In the browser two super admins do
this together; this is for a school that has one.`;

/** Makes or relieves a super admin from the machine itself; the last one stays. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { relieve: { type: 'boolean' }, help: { type: 'boolean' } } });
  const [username, ...rest] = positionals;
  if (values.help || !username || rest.length > 0) {
    console.log(help);
    return values.help ? 0 : 2;
  }
  const { dataDir } = loadSettings();
  return withServices(dataDir, console.log, async () => {
    const { closeDatabase } = await import('@/db/client');
    const { findAccountId, getAccount } = await import('@/lib/accounts/queries');
    const { changeOnMachine } = await import('@/lib/accounts/super-admins/commands');
    const { asSystem } = await import('@/lib/platform/system');
    try {
      const userId = await findAccountId(username);
      if (!userId) throw new Error(`There is no account ${username}.`);
      await asSystem('admin-super', async (ctx) => changeOnMachine(ctx, values.relieve ? 'revoke' : 'grant', await getAccount(ctx.actor, { userId }, ctx.tx)));
      console.log(`${username} is ${values.relieve ? 'no super admin any more' : 'a super admin'} and signs in anew.`);
      return 0;
    } finally {
      await closeDatabase();
    }
  });
}
