import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { migrate } from '@/db/migrate';
import { parseEnv } from '@/lib/platform/env';
import { freePort } from '@/scripts/embedded/ports';
import { startEmbedded } from '@/scripts/embedded/services';
import { startSchool, untilReady } from '@/scripts/school';
import { ensureBuckets } from '@/lib/platform/storage/ensure';
import { connectStorage, storageOf } from '@/lib/platform/storage/connect';

/** A PostgreSQL server of its own that the school knows by its address alone, as a school with its own database has it; empty. */
export async function ownSchool() {
  const folder = await mkdtemp(path.join(tmpdir(), 'treasure-home-own-'));
  const services = await startEmbedded(folder, () => undefined, { throwAway: true, given: {} as NodeJS.ProcessEnv });
  const { DATABASE_URL = '', S3_ENDPOINT, S3_ACCESS_KEY, S3_SECRET_KEY } = services.env;
  await migrate(DATABASE_URL);
  const [PORT, REALTIME_PORT] = [String(await freePort()), String(await freePort())];
  const origin = `http://localhost:${PORT}`;
  const env = {
    PATH: process.env.PATH, DATABASE_URL, S3_ENDPOINT, S3_ACCESS_KEY, S3_SECRET_KEY, PORT, REALTIME_PORT, APP_URL: origin,
    AUTH_SECRET: 'a-secret-of-this-school-9f2c71d04e8b6a35',
  };
  const settings = parseEnv({ ...env, NODE_ENV: 'production' });
  await ensureBuckets(connectStorage(storageOf(settings)));
  const school = await startSchool({ dataDir: folder, settings, env, log: () => undefined });
  await untilReady(settings);
  const sql = postgres(DATABASE_URL, { max: 1, onnotice: () => undefined });
  return {
    origin, sql, realtimePort: REALTIME_PORT,
    untilReady: () => untilReady(settings),
    /** The address of set-up with its token, as the server's log tells it. */
    async addressInLog(): Promise<string> {
      for (let attempt = 0; attempt < 300; attempt += 1) {
        const found = /Open (\S+\/setup\?token=\S+)/.exec(await readFile(path.join(folder, 'logs/web.log'), 'utf8').catch(() => ''));
        if (found?.[1]) return found[1];
        await sleep(200);
      }
      throw new Error('the log has no address');
    },
    async stop() {
      await sql.end();
      await school.stop();
      await services.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
