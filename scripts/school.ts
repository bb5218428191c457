import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Env } from '@/lib/platform/env';
import { SERVER } from './build';
import { isFree } from './embedded/ports';
import { createSupervisor, type Supervisor } from './supervisor';

type Options = {
  dataDir: string;
  settings: Env;
  /** The whole environment of the parts, PATH included. */
  env: Record<string, string | undefined>;
  log(line: string): void;
  output?(line: string): void;
};

/** Starts web, realtime and worker, and keeps them running. */
export async function startSchool({ dataDir, settings, env, log, output }: Options): Promise<Supervisor> {
  const supervisor = createSupervisor({ dataDir, log, output });
  const common = {
    ...env,
    // The parts never hold the owner's key: not even injected SQL can climb back to it.
    DATABASE_URL: settings.DATABASE_RUNTIME_URL ?? settings.DATABASE_URL,
    DATABASE_RUNTIME_URL: undefined,
    PORT: String(settings.PORT),
    REALTIME_PORT: String(settings.REALTIME_PORT),
    APP_URL: settings.APP_URL,
    REALTIME_URL: settings.REALTIME_URL,
    // The pages allow browsers to send files there.
    S3_PUBLIC_ENDPOINT: settings.S3_PUBLIC_ENDPOINT,
    THS_DATA_DIR: dataDir,
    // Shells and containers set HOSTNAME to the machine's name; Next would listen on that address only.
    HOSTNAME: settings.THS_EMBEDDED ? '127.0.0.1' : '0.0.0.0',
    // Longer than a proxy keeps its side open, so that it never writes into a closing connection.
    KEEP_ALIVE_TIMEOUT: env.KEEP_ALIVE_TIMEOUT ?? '75000',
  };
  const part = (name: string, args: string[]) => ({ name, args, env: { ...common, THS_PROCESS: name } });
  const program = (name: string, file: string) => part(name, ['--import', 'tsx', file]);
  await supervisor.start(part('web', [path.resolve(SERVER)]));
  await supervisor.start(program('realtime', 'realtime-server/index.ts'));
  await supervisor.start(program('worker', 'scripts/worker.ts'));
  return supervisor;
}

/** Waits until the school answers that all its parts work; throws with the last answer otherwise. */
export async function untilReady(settings: Env, seconds = 60): Promise<void> {
  const address = `http://127.0.0.1:${settings.PORT}/api/health/ready`;
  let answer = 'no answer';
  for (const until = Date.now() + seconds * 1000; Date.now() < until; await sleep(100)) {
    const response = await fetch(address, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
    if (response?.ok) return;
    if (response) answer = `${response.status} ${(await response.text()).slice(0, 500)}`;
  }
  throw new Error(`The school is not ready after ${seconds} s (${address}: ${answer}).`);
}

/** One sentence for each port someone else uses, naming the setting that changes it. */
export async function busyPorts(settings: Env): Promise<string[]> {
  const wanted = { PORT: settings.PORT, REALTIME_PORT: settings.REALTIME_PORT };
  const checks = Object.entries(wanted).map(async ([name, port]) => {
    const free = (await isFree(port)) && (await isFree(port, '0.0.0.0'));
    return free ? [] : [`Port ${port} is in use by another program. Choose another with ${name}=….`];
  });
  return (await Promise.all(checks)).flat();
}
