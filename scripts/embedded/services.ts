import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { tryLock } from '../bootstrap/lock.mjs';
import { createSupervisor } from '../supervisor';
import { answers, knownPorts, rememberedPort, waitForPort } from './ports';
import { startPostgres } from './postgres';
import { readSecrets } from './secrets';

type Log = (line: string) => void;
type Values = Record<string, string>;

type Options = { throwAway?: boolean; /** Skip fsync; as `throwAway` unless told. */ unsynced?: boolean; /** What others set; `process.env` unless told. */ given?: NodeJS.ProcessEnv };

export type Services = { env: Values; stop(): Promise<void> };

/**
 * Starts what nobody else provides (PostgreSQL, object store) and returns the settings that lead there.
 * When another process of this data folder already runs them, they are shared and `stop()` leaves them alone.
 */
export async function startEmbedded(dataDir: string, log: Log, options: Options = {}): Promise<Services> {
  const { throwAway = false, unsynced = throwAway, given = process.env } = options;
  await mkdir(dataDir, { recursive: true, mode: 0o711 });
  const secrets = await readSecrets(dataDir);
  const wantsDatabase = !given.DATABASE_URL;
  const wantsStore = !given.S3_ENDPOINT && !given.MINIO_ENDPOINT;
  const env: Values = given.AUTH_SECRET ? {} : { AUTH_SECRET: secrets.authSecret };
  if (!wantsDatabase && !wantsStore) return { env, stop: async () => undefined };

  const lock = await tryLock(path.join(dataDir, 'embedded.lock'));
  if (!lock) return { env: { ...env, ...(await join()) }, stop: async () => undefined };
  const stops: Array<() => Promise<void>> = [];
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each();
    lock.release();
  };
  try {
    if (wantsDatabase) {
      const server = await startPostgres({ dataDir, log, throwAway, unsynced });
      stops.push(() => server.stop());
      Object.assign(env, databaseSettings(server.ownerUrl, secrets.runtimePassword));
    }
    if (wantsStore) {
      const store = await startStore(dataDir, log);
      stops.push(() => store.stop());
      Object.assign(env, storeSettings(store.port));
    }
    return { env, stop };
  } catch (error) {
    await stop();
    throw error;
  }

  async function join(): Promise<Values> {
    for (let attempt = 0; attempt < 120; attempt += 1) {
      const ports = await knownPorts(dataDir);
      const [database = 0, store = 0] = [ports.postgres, ports.store];
      const open = [wantsDatabase && database, wantsStore && store].filter((port) => port !== false);
      if ((await Promise.all(open.map((port) => port > 0 && answers(port)))).every(Boolean)) {
        const ownerUrl = `postgres://postgres:${secrets.postgresPassword}@127.0.0.1:${database}/treasure_home`;
        return { ...(wantsDatabase ? databaseSettings(ownerUrl, secrets.runtimePassword) : {}), ...(wantsStore ? storeSettings(store) : {}) };
      }
      await sleep(500);
    }
    throw new Error(`Another process starts the services of ${dataDir} and does not finish; see its logs folder.`);
  }

  function storeSettings(port: number): Values {
    const keys = { S3_ACCESS_KEY: secrets.s3AccessKey, S3_SECRET_KEY: secrets.s3SecretKey };
    return { S3_ENDPOINT: `http://127.0.0.1:${port}`, ...keys };
  }
}

function databaseSettings(ownerUrl: string, runtimePassword: string): Values {
  const runtime = new URL(ownerUrl);
  runtime.username = 'treasure_runtime';
  runtime.password = runtimePassword;
  return { DATABASE_URL: ownerUrl, DATABASE_RUNTIME_URL: runtime.href, THS_EMBEDDED: 'true' };
}

async function startStore(dataDir: string, log: Log): Promise<{ port: number; stop(): Promise<void> }> {
  const secrets = await readSecrets(dataDir);
  const port = await rememberedPort(dataDir, 'store');
  const supervisor = createSupervisor({ dataDir, log });
  await supervisor.start({
    name: 'store',
    args: ['--import', 'tsx', 'scripts/object-store/main.ts'],
    env: {
      ...process.env,
      THS_DATA_DIR: path.resolve(dataDir),
      S3_PORT: String(port),
      S3_ACCESS_KEY: secrets.s3AccessKey,
      S3_SECRET_KEY: secrets.s3SecretKey,
    },
  });
  if (await waitForPort(port)) return { port, stop: () => supervisor.stop() };
  await supervisor.stop();
  throw new Error(`The object store did not start on port ${port}; see ${path.join(dataDir, 'logs/store.log')}`);
}

/** Runs a command of `./ths` with the services it needs, started only when nobody else runs them. */
export async function withServices<T>(dataDir: string, log: Log, work: (env: Values) => Promise<T>): Promise<T> {
  const services = await startEmbedded(dataDir, log);
  try {
    // Commands read their settings from the environment, like every other process.
    Object.assign(process.env, services.env);
    return await work(services.env);
  } finally {
    await services.stop();
  }
}
