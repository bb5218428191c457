import { withServices } from '../embedded/services';
import { loadSettings } from '../settings';

/** Makes a new set-up token in place of the one before and prints where it is used. */
export async function run(): Promise<number> {
  const { dataDir } = loadSettings();
  return withServices(dataDir, console.log, async () => {
    const address = await newSetupAddress();
    console.log(address ?? 'This school is set up already: somebody can sign in. Helping one in is ./ths admin:reset-password USERNAME.');
    return address ? 0 : 1;
  });
}

/** The address with a new token; null when somebody can sign in. */
export async function newSetupAddress(): Promise<string | null> {
  const { closeDatabase } = await import('@/db/client');
  const { makeToken } = await import('@/lib/setup/commands');
  const { setupAddress } = await import('@/lib/setup/jobs');
  const { asSystem } = await import('@/lib/platform/system');
  try {
    const token = await asSystem('setup', (ctx) => makeToken(ctx, { replace: true }));
    return token && setupAddress(token);
  } finally {
    await closeDatabase();
  }
}
