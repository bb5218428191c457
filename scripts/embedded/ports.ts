import { randomInt } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { withLock } from '../bootstrap/lock.mjs';

const remembered = z.record(z.string(), z.number().int().min(1).max(65535));

/** True when nobody listens on a loopback port. */
export function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** A free port below the range from which the system picks ports for outgoing connections. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const port = randomInt(20_000, 32_000);
    if (await isFree(port)) return port;
  }
  throw new Error('no free port between 20000 and 32000');
}

/** The port a service used last time, or another when someone else has taken it. */
export function rememberedPort(dataDir: string, service: string, { another = false } = {}): Promise<number> {
  return withLock(path.join(dataDir, 'ports.lock'), async () => {
    const ports = await knownPorts(dataDir);
    const last = ports[service];
    if (last && !another && (await isFree(last))) return last;
    const port = await freePort();
    await rememberPort(dataDir, service, port);
    return port;
  });
}

/** The ports of a data folder by service; empty before the first start. */
export async function knownPorts(dataDir: string): Promise<Record<string, number>> {
  const text = await readFile(path.join(dataDir, 'ports.json'), 'utf8').catch(() => '{}');
  try {
    return remembered.parse(JSON.parse(text));
  } catch {
    return {};
  }
}

async function rememberPort(dataDir: string, service: string, port: number): Promise<void> {
  const file = path.join(dataDir, 'ports.json');
  await mkdir(dataDir, { recursive: true });
  const ports = { ...(await knownPorts(dataDir)), [service]: port };
  await writeFile(`${file}.new`, `${JSON.stringify(ports, null, 2)}\n`);
  await rename(`${file}.new`, file);
}

/** Waits until something answers on a port; false when it did not in time. */
export async function waitForPort(port: number, { host = '127.0.0.1', timeout = 15_000 } = {}): Promise<boolean> {
  const until = Date.now() + timeout;
  while (Date.now() < until) {
    if (await answers(port, host)) return true;
    await sleep(50);
  }
  return false;
}

/** Whether something accepts a connection on a port right now. */
export function answers(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host, timeout: 1_000 });
    const done = (result: boolean) => {
      socket.destroy();
      resolve(result);
    };
    socket.once('connect', () => done(true)).once('error', () => done(false)).once('timeout', () => done(false));
  });
}
