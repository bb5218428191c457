import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';

/** Process ids whose command line and environment contain these texts (Linux). */
export function findProcesses(command: string, environment: string): number[] {
  return readdirSync('/proc').flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return [];
    try {
      const line = readFileSync(`/proc/${entry}/cmdline`, 'utf8').replaceAll('\0', ' ');
      const env = readFileSync(`/proc/${entry}/environ`, 'utf8').split('\0');
      return line.includes(command) && env.includes(environment) ? [Number(entry)] : [];
    } catch {
      // It ended while we looked.
      return [];
    }
  });
}

/** SIGKILLs the live sidecar of this school; true when there was one. */
export function killSidecar(realtimePort: number): boolean {
  const pids = findProcesses('realtime-server/index.ts', `REALTIME_PORT=${realtimePort}`);
  for (const pid of pids) process.kill(pid, 'SIGKILL');
  return pids.length > 0;
}

type School = { appUrl: string; databaseUrl: string; realtimePort: number };

/** The processes of a running school by their part; each list begins with the one that starts the others. */
export function partsOf({ appUrl, databaseUrl, realtimePort }: School) {
  const port = `PORT=${new URL(appUrl).port}`;
  let postmaster = 0;
  return {
    web: async () => findProcesses('next-server', port),
    realtime: async () => findProcesses('realtime-server/index.ts', `REALTIME_PORT=${realtimePort}`),
    worker: async () => findProcesses('scripts/worker.ts', port),
    store: async () => findProcesses('object-store/main.ts', `S3_PORT=${new URL(process.env.S3_ENDPOINT ?? '').port}`),
    /** The postmaster and its servers; found by asking it once, because one that is stopped does not answer. */
    database: async () => {
      if (!postmaster || !isRunning(postmaster)) postmaster = await findPostmaster(databaseUrl);
      return [postmaster, ...childrenOf(postmaster)];
    },
  };
}

async function findPostmaster(databaseUrl: string): Promise<number> {
  const owner = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  const [row] = await owner<{ dir: string }[]>`select current_setting('data_directory') as dir`;
  await owner.end({ timeout: 1 });
  return Number(readFileSync(path.join(row?.dir ?? '', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc').flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return [];
    try {
      const fields = readFileSync(`/proc/${entry}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
      return Number(fields[1]) === parent ? [Number(entry)] : [];
    } catch {
      return [];
    }
  });
}

const isRunning = (pid: number) => signal(pid, 0);

/** Signals a process; false when it is gone. */
export function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
