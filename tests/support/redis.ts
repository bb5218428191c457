import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { Redis } from 'ioredis';
import { expect } from 'vitest';
import { installWithApt } from '@/scripts/apt';
import { freePort, waitForPort } from '@/scripts/embedded/ports';

const SERVER = '/usr/bin/redis-server';

/** A Redis of one's own: installed, or from Debian where this user may; null on other machines. */
export async function findRedis(): Promise<string | null> {
  return existsSync(SERVER) || (await installWithApt('redis-server')) ? SERVER : null;
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

/** Until `count` counts in that Redis: a process connects when it first counts, and counts by itself until then. */
export async function untilCountedIn(url: string, count: (who: string) => Promise<unknown>): Promise<void> {
  const own = new Redis(url);
  try {
    await expect.poll(async () => {
      const who = randomUUID();
      await count(who);
      return own.keys(`*${who}*`);
    }).not.toEqual([]);
  } finally {
    own.disconnect();
  }
}
