import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { freePort, waitForPort } from '@/scripts/embedded/ports';

const run = promisify(execFile);
const SERVER = '/usr/bin/redis-server';

/** A Redis of one's own: installed, or from Debian where this user may; null on other machines. */
export async function findRedis(): Promise<string | null> {
  if (existsSync(SERVER)) return SERVER;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await run('apt-get', ['update', '-qq'], { env, timeout: 120_000 });
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'redis-server'], { env, timeout: 300_000 });
  } catch {
    return null;
  }
  return existsSync(SERVER) ? SERVER : null;
}

/** Runs it in memory only; `kill` is as hard as a power cut, `start` brings an empty one back on the same port. */
export async function redisServer(program: string) {
  const port = await freePort();
  let child: ChildProcess | undefined;
  const start = async () => {
    child = spawn(program, ['--port', String(port), '--save', '', '--appendonly', 'no', '--bind', '127.0.0.1'], { stdio: 'ignore' });
    if (!(await waitForPort(port))) throw new Error('Redis did not start');
  };
  const kill = () =>
    new Promise<void>((resolve) => {
      if (!child || child.exitCode !== null || child.signalCode) return resolve();
      child.once('exit', () => resolve());
      child.kill('SIGKILL');
    });
  await start();
  return { url: `redis://127.0.0.1:${port}`, start, kill };
}
