import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseEnv, type Env } from '@/lib/platform/env';
import { lockHolder, tryLock } from '../bootstrap/lock.mjs';
import { progress } from '../bootstrap/progress.mjs';
import { buildWhenStale } from '../build';
import { startEmbedded } from '../embedded/services';
import { createEnding } from '../ending';
import { explain } from '../file-errors';
import { plannedSettings } from '../plan';
import { busyPorts, startSchool, untilReady } from '../school';
import { loadSettings } from '../settings';

type Ending = ReturnType<typeof createEnding>;

const log = (line: string) => console.log(line);

/** Starts the school and keeps it running until it is asked to stop. */
export async function run(args: string[]): Promise<number> {
  const ending = createEnding();
  const started = start(ending, args.includes('--verbose')).then(() => 'running' as const);
  try {
    const first = await Promise.race([started, ending.asked]);
    if (first === 'running') await ending.asked;
    console.log('\nStopping: letting requests finish …');
    await ending.end();
    console.log('Stopped.');
    return 0;
  } catch (error) {
    console.error(`\n${explain(error)}`);
    await ending.end();
    return 1;
  }
}

async function start(ending: Ending, verbose: boolean): Promise<void> {
  const since = Date.now();
  const { dataDir } = loadSettings();
  // Wrong settings and a busy port are told before anything is started.
  await takePlace(dataDir, plannedSettings(process.env), ending);
  const services = await progress('Starting the database and the object store', () =>
    ending.starting(startEmbedded(dataDir, log)),
  );
  // What follows reads its settings from the environment, like every other process.
  const env = Object.assign(process.env, services.env, { NODE_ENV: 'production' });
  const settings = parseEnv(env);
  await progress('Bringing the database up to date', prepareAll);
  await buildWhenStale({ dataDir, env });
  const isDemo = settings.THS_EMBEDDED && (await progress('Looking for people', () => firstSchool(dataDir, services.env)));
  // Before the web process starts, which would make and print one in its own log.
  const setup = isDemo ? null : await setupAddress();
  const output = verbose ? log : undefined;
  await progress('Opening the school', async () => {
    await ending.starting(startSchool({ dataDir, settings, env, log, output }));
    await untilReady(settings);
  });
  const seconds = ((Date.now() - since) / 1000).toFixed(1);
  log(`\nThe school is open (${seconds} s): ${settings.APP_URL}\n`);
  if (isDemo) log(`${await signIns()}\n`);
  if (setup) log(`Nobody can sign in yet. Set the school up at ${setup}\n`);
  log(`Logs are in ${path.join(dataDir, 'logs')}. Ctrl-C stops everything.`);
}

/** One `npm start` for a data folder; the others hear where it is. */
async function takePlace(dataDir: string, settings: Env, ending: Ending): Promise<void> {
  const file = path.join(dataDir, 'school.lock');
  const wasKilled = existsSync(file);
  const lock = await tryLock(file, { address: settings.APP_URL, port: settings.PORT });
  if (!lock) {
    const holder = await lockHolder(file);
    const who = `process ${holder?.pid ?? '?'} at ${String(holder?.address ?? 'an unknown address')}`;
    throw new Error(`The school of ${dataDir} already runs: ${who}. Stop it with ./ths stop.`);
  }
  ending.add(async () => lock.release());
  let busy = await busyPorts(settings);
  // Parts of a school whose start process was killed need a moment to leave.
  for (let attempt = 0; attempt < (wasKilled ? 160 : 0) && busy.length > 0; attempt += 1) {
    await sleep(100);
    busy = await busyPorts(settings);
  }
  if (busy.length > 0) throw new Error(busy.join('\n'));
}

async function prepareAll(): Promise<void> {
  const { prepare } = await import('../prepare');
  await prepare();
}

async function firstSchool(dataDir: string, embedded: Record<string, string>): Promise<boolean> {
  const { ensureFirstSchool } = await import('../first-school');
  return ensureFirstSchool(dataDir, embedded.DATABASE_URL ?? '', log);
}

async function setupAddress(): Promise<string | null> {
  const { newSetupAddress } = await import('./setup-token');
  return newSetupAddress();
}

async function signIns(): Promise<string> {
  const { signInTable } = await import('../first-school');
  return signInTable();
}
