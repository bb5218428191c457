import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { prepareLog } from './logs';

export type Part = {
  name: string;
  /** Arguments for Node: `['--import', 'tsx', 'scripts/worker.ts']`. */
  args: string[];
  env: Record<string, string | undefined>;
  cwd?: string;
};

type Options = {
  dataDir: string;
  log(line: string): void;
  /** What the parts print, already prefixed; their log files get it in any case. */
  output?(line: string): void;
  firstDelay?: number;
  patience?: number;
};

export type Supervisor = {
  start(part: Part): Promise<void>;
  pidOf(name: string): number | undefined;
  stop(): Promise<void>;
};

type Kept = { part: Part; file: WriteStream; child?: ChildProcess; pause: AbortController; over: Promise<void> };

const LEASH = path.join(process.cwd(), 'scripts/leash.mjs');
const LONGEST_DELAY = 5_000;
const STEADY = 60_000;

/** Keeps child processes running until `stop()`: a crashed part comes back, none is left behind. */
export function createSupervisor(options: Options): Supervisor {
  const { dataDir, log, output = () => undefined, firstDelay = 500, patience = 10_000 } = options;
  const parts = new Map<string, Kept>();
  let stopping = false;

  return {
    async start(part) {
      const file = createWriteStream(await prepareLog(dataDir, part.name), { flags: 'a' });
      file.on('error', () => undefined);
      const kept: Kept = { part, file, pause: new AbortController(), over: Promise.resolve() };
      parts.set(part.name, kept);
      kept.over = keepRunning(kept);
    },
    pidOf: (name) => parts.get(name)?.child?.pid,
    async stop() {
      stopping = true;
      await Promise.all([...parts.values()].map((kept) => end(kept, patience)));
      parts.clear();
    },
  };

  async function keepRunning(kept: Kept): Promise<void> {
    const { name } = kept.part;
    let delay = firstDelay;
    while (!stopping) {
      const since = Date.now();
      const reason = await runOnce(kept, output);
      sweep(kept);
      if (stopping) return;
      if (Date.now() - since > STEADY) delay = firstDelay;
      log(`${name} ${reason}; it starts again in ${(delay / 1000).toFixed(1)} s (see logs/${name}.log).`);
      await sleep(delay, undefined, { signal: kept.pause.signal }).catch(() => undefined);
      delay = Math.min(delay * 2, LONGEST_DELAY);
    }
  }
}

function runOnce(kept: Kept, output: (line: string) => void): Promise<string> {
  const { part, file } = kept;
  const child = spawn(process.execPath, ['--import', LEASH, ...part.args], {
    cwd: part.cwd,
    env: { ...part.env, NODE_ENV: 'production', THS_LEASH_FD: '3' },
    // A group of its own: Ctrl-C reaches only us, and we can end whatever the part itself has started.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  kept.child = child;
  const label = part.name.padEnd(8);
  const relay = (stream: Readable | null) => {
    if (!stream) return;
    createInterface({ input: stream }).on('line', (line) => {
      file.write(`${line}\n`);
      output(`${label} | ${line}`);
    });
  };
  relay(child.stdout);
  relay(child.stderr);
  child.stdio[3]?.on('error', () => undefined);
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`could not be started (${error.message})`));
    child.once('exit', (code, signal) => resolve(signal ? `was ended by ${signal}` : `stopped with code ${code}`));
  });
}

async function end(kept: Kept, patience: number): Promise<void> {
  kept.pause.abort();
  kept.child?.kill('SIGTERM');
  const timer = setTimeout(() => sweep(kept), patience);
  await kept.over;
  clearTimeout(timer);
  kept.file.end();
}

/** Ends what is left of a part's process group. */
function sweep({ child }: Kept): void {
  if (!child?.pid) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nobody left: the usual case.
  }
}
