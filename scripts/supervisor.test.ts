import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isAlive } from './bootstrap/lock.mjs';
import { createSupervisor, type Supervisor } from './supervisor';

const env = { PATH: process.env.PATH };
const idle = 'setInterval(() => {}, 1000);';
let dataDir: string;
let log: string[];
let supervisor: Supervisor;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'ths-supervisor-'));
  log = [];
  open(60_000);
});

function open(patience: number): void {
  const output = (line: string) => log.push(line);
  supervisor = createSupervisor({ dataDir, log: output, output, firstDelay: 50, patience });
}

afterEach(async () => {
  await supervisor.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const start = (name: string, script: string) => supervisor.start({ name, args: ['-e', script], env });
const saying = (words: string | RegExp) =>
  vi.waitFor(() => expect(log.join('\n')).toMatch(words), { timeout: 60_000, interval: 20 });

test('prefixes what a part prints and keeps it in a file', async () => {
  await start('web', `console.log('hello'); ${idle}`);
  await saying(/^web {6}\| hello$/m);
  await supervisor.stop();
  expect(await readFile(path.join(dataDir, 'logs/web.log'), 'utf8')).toBe('hello\n');
});

test('starts a crashed part again and says so in one sentence', async () => {
  await start('worker', 'process.exit(3)');
  await saying(/worker stopped with code 3; it starts again in 0\.1 s/);
  await saying(/it starts again in 0\.2 s/);
});

test('starts a part again that was killed', async () => {
  await start('web', `console.log('up', process.pid); ${idle}`);
  await saying(/up \d+/);
  const first = supervisor.pidOf('web') ?? 0;
  process.kill(first, 'SIGKILL');
  await saying(/web was ended by SIGKILL/);
  await vi.waitFor(() => expect(supervisor.pidOf('web')).not.toBe(first), { timeout: 60_000 });
});

test('lets a part finish before it ends', async () => {
  const slow = `process.on('SIGTERM', () => setTimeout(() => { console.log('drained'); process.exit(0); }, 100));`;
  await start('web', `${slow} console.log('up'); ${idle}`);
  await saying('up');
  await supervisor.stop();
  expect(log.join('\n')).toContain('drained');
  expect(log.join('\n')).not.toContain('starts again');
});

test('ends a part that does not listen, and what it has started itself', async () => {
  open(400);
  const child = `const { pid } = require('child_process').spawn(process.execPath, ['-e', '${idle}'], { stdio: 'ignore' });`;
  await start('web', `process.on('SIGTERM', () => {}); ${child} console.log('pids', process.pid, pid); ${idle}`);
  await saying(/pids \d+ \d+/);
  const pids = /pids (\d+) (\d+)/.exec(log.join('\n'))?.slice(1).map(Number) ?? [];
  expect(pids).toHaveLength(2);
  await supervisor.stop();
  await expect.poll(() => pids.filter((pid) => isAlive(pid))).toEqual([]);
});
