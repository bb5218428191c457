import { env } from '@/lib/platform/env';
import { logger } from '@/lib/platform/logger';
import { asSystem } from '@/lib/platform/system';
import { makeToken } from './commands';

/** Where set-up is opened with this token. */
export const setupAddress = (token: string) => `${env().APP_URL}/setup?token=${token}`;

/** Once, when the web process starts on a school that nobody can sign in to: the log is where its token stands. */
export async function announceSetup(say: (line: string) => void): Promise<void> {
  try {
    const token = await asSystem('setup', (ctx) => makeToken(ctx, { replace: false }));
    if (token) say(`This school is not set up yet. Open ${setupAddress(token)}`);
  } catch (error) {
    logger.warn({ err: error }, 'whether this school is set up could not be read');
  }
}
