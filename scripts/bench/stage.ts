import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect, openDatabase, type Client } from '@/db/client';
import { parseEnv, type Env } from '@/lib/platform/env';
import { databaseAt } from '@/tests/support/template';
import { buildWhenStale, SERVER } from '../build';
import { freePort } from '../embedded/ports';
import { startEmbedded } from '../embedded/services';
import type { createEnding } from '../ending';
import { startSchool, untilReady } from '../school';
import { createSupervisor, type Supervisor } from '../supervisor';
import { start, startFloors, type Floors } from './floors';
import { arrange } from './house';
import { findPeople, type People } from './people';
import { parentOf } from './process';

const LARGE = 'bench_large';

/** A school that answers, its database and the people in it. */
export type School = { origin: string; pid: number; databaseUrl: string; owner: Client; people: People };

export type Stage = {
  school: School;
  /** The web process alone, on ten times as many students. */
  large: School | null;
  floors: Floors;
  settings: Env;
  postmaster: number;
  databaseLog: string;
};

type Ending = ReturnType<typeof createEnding>;
type Values = Record<string, string | undefined>;
type Size = { students: number; years: number };
type Options = { ending: Ending; say(line: string): void };
/** Past sessions of the school of 10,000; null without it. */
type WithLarge = Options & { largeYears: number | null };

/** Starts the school, the second one and the floors, all in a folder that is thrown away. */
export async function setStage({ largeYears, ...options }: WithLarge): Promise<Stage> {
  const { ending, say } = options;
  const { school, settings, env, dataDir } = await openThrowAway({
    ...options,
    size: { students: 1_000, years: 3 },
  });
  const { databaseUrl } = school;
  const largeUrl = largeYears !== null ? await anotherDatabase(databaseUrl) : null;
  const inside = largeUrl
    ? await fill(largeUrl, { students: 10_000, years: largeYears ?? 0 }, options)
    : null;
  openDatabase(databaseUrl, { max: 4 });
  const supervisor = await ending.starting(Promise.resolve(createSupervisor({ dataDir, log: say })));
  const floors = await startFloors({ supervisor, databaseUrl, env });
  // The web process never signs in as the owner, here as little as in the school itself.
  const runtimeUrl = databaseAt(env.DATABASE_RUNTIME_URL ?? databaseUrl, LARGE);
  const web = { name: 'web-large', args: [path.resolve(SERVER)], more: { DATABASE_URL: runtimeUrl } };
  const large =
    largeUrl && inside
      ? { ...(await start({ supervisor, env }, web)), databaseUrl: largeUrl, ...inside }
      : null;
  const [own] = await school.owner<{ pid: number }[]>`select pg_backend_pid() as pid`;
  return {
    school,
    large,
    floors,
    settings,
    postmaster: await parentOf(own?.pid ?? 0),
    databaseLog: path.join(dataDir, 'logs/postgres.log'),
  };
}

/** A filled school of its own, running on free ports; everything goes away with the ending. */
export async function openThrowAway({ ending, say, size }: Options & { size: Size }) {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'treasure-home-bench-'));
  ending.add(async () => {
    // What the parts said is wanted most when something has failed.
    await cp(path.join(dataDir, 'logs'), '.cache/bench/logs', { recursive: true }).catch(() => undefined);
    await rm(dataDir, { recursive: true, force: true });
  });
  const services = await ending.starting(
    startEmbedded(dataDir, () => undefined, { throwAway: true, given: {} as NodeJS.ProcessEnv }),
  );
  const env: Values = { ...hermetic(process.env), ...services.env, LOG_LEVEL: 'warn', THS_DATA_DIR: dataDir };
  Object.assign(process.env, env);
  const databaseUrl = services.env.DATABASE_URL ?? '';
  const inside = await fill(databaseUrl, size, { ending, say });
  if (await buildWhenStale({ dataDir, env })) say('The pages were built.');
  const { settings, supervisor } = await open({ dataDir, env, ending });
  const school: School = { origin: settings.APP_URL, pid: pidOf(supervisor, 'web'), databaseUrl, ...inside };
  return { school, settings, env, dataDir };
}

async function fill(
  url: string,
  size: Size,
  { ending, say }: Options,
): Promise<{ owner: Client; people: People }> {
  const started = performance.now();
  const { migrate } = await import('@/db/migrate');
  const { loadScaledSchool } = await import('../demo/scale/load');
  await migrate(url, process.env.DATABASE_RUNTIME_URL);
  await loadScaledSchool({ databaseUrl: url, log: () => undefined }, size);
  const owner = connect(url, { max: 2, role: 'owner' });
  ending.add(() => owner.end({ timeout: 1 }));
  openDatabase(url, { max: 4 });
  const people = await findPeople(owner, await arrange(owner));
  say(
    `${size.students.toLocaleString('en')} students, ${size.years} past years: ${((performance.now() - started) / 1000).toFixed(0)} s`,
  );
  return { owner, people };
}

async function anotherDatabase(url: string): Promise<string> {
  const admin = connect(url, { max: 1, role: 'owner' });
  await admin.unsafe(`create database ${LARGE}`);
  await admin.end();
  return databaseAt(url, LARGE);
}

async function open({ dataDir, env, ending }: { dataDir: string; env: Values; ending: Ending }) {
  const [PORT, REALTIME_PORT] = [String(await freePort()), String(await freePort())];
  const given = { ...env, PORT, REALTIME_PORT, APP_URL: `http://localhost:${PORT}` };
  const settings = parseEnv({ ...given, NODE_ENV: 'production' });
  const { ensureBuckets } = await import('@/lib/platform/storage');
  await ensureBuckets();
  const supervisor = await ending.starting(startSchool({ dataDir, settings, env: given, log: console.log }));
  await untilReady(settings);
  return { settings, supervisor };
}

function pidOf(supervisor: Supervisor, name: string): number {
  const pid = supervisor.pidOf(name);
  if (!pid) throw new Error(`${name} does not run`);
  return pid;
}

/** A run must not depend on, or touch, a school that the settings of this shell point to. */
function hermetic(source: Values): Values {
  const foreign =
    /^(DATABASE_|S3_|MINIO_|REDIS_URL|APP_URL|REALTIME_|PORT$|THS_|AUTH_SECRET|BCRYPT_ROUNDS|NODE_ENV)/;
  for (const name of Object.keys(source)) if (foreign.test(name)) delete source[name];
  return { ...source };
}
