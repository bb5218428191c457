import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { prepareLog } from '../logs';
import { rememberedPort } from './ports';
import { postgresBinaries } from './postgres-binaries';
import { ensureCluster } from './postgres-cluster';
import { postgresAccount } from './postgres-user';
import { findRunning, launch, shutDown, type Running } from './postmaster';
import { readSecrets } from './secrets';

const DATABASE = 'treasure_home';

type Options = {
  dataDir: string;
  log(line: string): void;
  /** For tests: nothing is kept, so nothing needs to reach the disk. */
  throwAway?: boolean;
  /** Skip fsync; only for data nobody will miss. */
  unsynced?: boolean;
};

export type EmbeddedPostgres = { ownerUrl: string; readonly pid: number; port: number; stop(): Promise<void> };

/** Starts (or finds running) the PostgreSQL of a data folder, and keeps it running until `stop()`. */
export async function startPostgres({ dataDir, log, throwAway = false, unsynced = throwAway }: Options): Promise<EmbeddedPostgres> {
  await mkdir(dataDir, { recursive: true, mode: 0o711 });
  const { postgresPassword: password } = await readSecrets(dataDir);
  const account = postgresAccount(log);
  const bin = await postgresBinaries(account);
  const cluster = await ensureCluster({ dataDir, bin, account, password, log });
  const logFile = await prepareLog(dataDir, 'postgres');
  const url = (port: number, database: string) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
  const ready = (port: number) => answersSql(url(port, 'postgres'));

  let server = (await findRunning(cluster)) ?? (await firstStart());
  if (!(await isReady(server, ready))) throw new Error(`PostgreSQL did not start; see ${logFile}`);
  const { port } = server;
  await ensureDatabase(url(port, 'postgres'));
  let stopping = false;
  const watching = watch().catch((error: Error) => log(`PostgreSQL cannot be kept running: ${error.message}`));

  return {
    ownerUrl: url(port, DATABASE),
    port,
    get pid() {
      return server.pid;
    },
    async stop() {
      if (stopping) return watching;
      stopping = true;
      await shutDown(server);
      await watching;
      if (throwAway) await rm(path.dirname(cluster.folder), { recursive: true, force: true });
    },
  };

  async function firstStart(): Promise<Running> {
    for (let attempt = 1; ; attempt += 1) {
      const chosen = await rememberedPort(dataDir, 'postgres', { another: attempt === 4 });
      const started = launch(cluster, { port: chosen, logFile, unsynced });
      if (await isReady(started, ready)) return started;
      await shutDown(started);
      if (attempt === 10) throw new Error(`PostgreSQL did not start after ${attempt} attempts; see ${logFile}`);
      // Processes of a killed server may hold its memory for a moment.
      await sleep(500 * attempt);
    }
  }

  async function watch(): Promise<void> {
    for (;;) {
      await server.gone;
      if (stopping) return;
      log('PostgreSQL stopped unexpectedly; starting it again.');
      await revive();
    }
  }

  async function revive(): Promise<void> {
    const since = Date.now();
    for (let attempt = 1; !stopping; attempt += 1) {
      await sleep(Math.min(200 * 2 ** (attempt - 1), 10_000));
      if (stopping) return;
      server = launch(cluster, { port, logFile, unsynced });
      if (await isReady(server, ready)) {
        const seconds = ((Date.now() - since) / 1000).toFixed(1);
        return log(`PostgreSQL runs again after ${seconds} s (attempt ${attempt}).`);
      }
      if (attempt % 5 === 0) log(`PostgreSQL does not start (attempt ${attempt}); see ${logFile}`);
      if (!stopping) await shutDown(server);
    }
  }
}

/** False when the process ended or needed longer than a minute (it replays its log after a crash). */
async function isReady(server: Running, ready: (port: number) => Promise<boolean>): Promise<boolean> {
  let ended = server.pid === 0;
  void server.gone.then(() => (ended = true));
  for (const until = Date.now() + 60_000; !ended && Date.now() < until; ) {
    if (await ready(server.port)) return true;
    await sleep(50);
  }
  return false;
}

async function answersSql(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => undefined });
  try {
    await sql`select 1`;
    return true;
  } catch (error) {
    if (isWrongPassword(error)) {
      throw new Error('The password in secrets.json does not open the database. Put back the secrets.json of this data folder.');
    }
    return false;
  } finally {
    await sql.end({ timeout: 0 });
  }
}

const isWrongPassword = (error: unknown) => error instanceof postgres.PostgresError && error.code === '28P01';

async function ensureDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    const [known] = await sql`select 1 from pg_database where datname = ${DATABASE}`;
    if (!known) await sql.unsafe(`create database ${DATABASE}`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

