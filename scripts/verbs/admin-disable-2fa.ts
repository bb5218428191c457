import { withServices } from '../embedded/services';
import { loadSettings } from '../settings';

export const help = `Usage: ./ths admin:disable-2fa USERNAME

Takes away the second sign-in step of an account whose phone and recovery codes are lost. Every sign-in of it ends; where the
role asks for a second step, the next sign-in sets up a new one.`;

/** Helps in somebody of the office whom nobody else may help; exit code 1 when there is no such account or no second step. */
export async function run([username, ...rest]: string[]): Promise<number> {
  if (!username || rest.length > 0 || username === '--help') {
    console.log(help);
    return username === '--help' ? 0 : 2;
  }
  const { dataDir } = loadSettings();
  return withServices(dataDir, console.log, async () => {
    const { closeDatabase } = await import('@/db/client');
    const { findAccountId, getAccount } = await import('@/lib/accounts/queries');
    const { resetFactorOf } = await import('@/lib/accounts/second-factor/commands');
    const { asSystem } = await import('@/lib/platform/system');
    try {
      const userId = await findAccountId(username);
      if (!userId) throw new Error(`There is no account ${username}.`);
      await asSystem('admin-disable-2fa', async (ctx) => resetFactorOf(ctx, null, await getAccount(ctx.actor, { userId }, ctx.tx)));
      console.log(`${username} signs in with the password alone.`);
      return 0;
    } finally {
      await closeDatabase();
    }
  });
}
