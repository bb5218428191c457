import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '../bootstrap/lock.mjs';
import type { Cluster } from './postgres-cluster';

export type Running = { pid: number; port: number; /** Resolves when the process is gone. */ gone: Promise<void> };

type Launch = { port: number; logFile: string; unsynced: boolean };

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '128MB',
  max_connections: '100',
  synchronous_commit: 'on',
  log_line_prefix: '%m [%p] ',
  log_timezone: 'UTC',
  timezone: 'UTC',
};

/** Starts the server process on its own, so that Ctrl-C in the terminal does not reach it before we drain. */
export function launch(cluster: Cluster, { port, logFile, unsynced }: Launch): Running {
  // Still survives the death of any process, which is what tests bring about; only a power cut would lose something.
  const quick = { fsync: 'off', full_page_writes: 'off' };
  const settings = Object.entries({ ...SETTINGS, ...(unsynced ? quick : {}), port: String(port) });
  const args = ['-D', cluster.folder, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(path.join(cluster.bin, 'postgres'), args, {
    ...cluster.account,
    cwd: '/',
    env: { NODE_ENV: 'production', PATH: process.env.PATH, TZ: 'UTC' },
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  return { pid: child.pid ?? 0, port, gone };
}

/** A server of this cluster that outlived whoever started it. */
export async function findRunning(cluster: Cluster): Promise<Running | null> {
  const file = path.join(cluster.folder, 'postmaster.pid');
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!pid || !isAlive(pid)) return null;
  if (!(await commandOf(pid)).includes(cluster.folder)) {
    // Another program has the number now (a restarted container). PostgreSQL still checks its shared memory itself.
    await rm(file, { force: true });
    return null;
  }
  return { pid, port, gone: untilGone(pid) };
}

/** Small images have /proc but no `ps`; other systems the other way round. */
async function commandOf(pid: number): Promise<string> {
  const known = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  return known ?? spawnSync('ps', ['-o', 'args=', '-ww', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
}

async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await sleep(300, undefined, { ref: false });
}

/** Asks politely, then firmly; PostgreSQL calls these fast and immediate shutdown. */
export async function shutDown({ pid, gone }: Running): Promise<void> {
  for (const [signal, patience] of [['SIGINT', 15_000], ['SIGQUIT', 5_000], ['SIGKILL', 5_000]] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    const timer = new AbortController();
    const ended = await Promise.race([
      gone.then(() => true),
      sleep(patience, false, { signal: timer.signal }).catch(() => false),
    ]);
    timer.abort();
    if (ended) return;
  }
}
