import { withServices } from '../embedded/services';
import { loadSettings } from '../settings';

export const help = `Usage: ./ths admin:reset-password USERNAME

Gives an account a new first password, when nobody in the office can. The old one and every sign-in of it end.`;

/** Issues a first password from the machine itself; exit code 1 when there is no such account. */
export async function run([username, ...rest]: string[]): Promise<number> {
  if (!username || rest.length > 0 || username === '--help') {
    console.log(help);
    return username === '--help' ? 0 : 2;
  }
  const { dataDir } = loadSettings();
  return withServices(dataDir, console.log, async () => {
    const { closeDatabase } = await import('@/db/client');
    const { issuePassword } = await import('@/lib/accounts/passwords/commands');
    const { findCredentials, getAccount } = await import('@/lib/accounts/queries');
    const { asSystem } = await import('@/lib/platform/system');
    try {
      const found = await findCredentials(username);
      if (!found) throw new Error(`There is no account ${username}.`);
      const made = await asSystem('admin-reset-password', async (ctx) =>
        issuePassword(ctx, null, await getAccount(ctx.actor, { userId: found.id }, ctx.tx)));
      console.log(`${made.name} signs in as ${made.username} with the first password ${made.password}, which works once.`);
      return 0;
    } finally {
      await closeDatabase();
    }
  });
}
