import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface EmbeddedStore {
  url: string;
  dataDir: string;
  /** Resident memory in bytes; null where the system does not tell. */
  residentBytes(): Promise<number | null>;
  /** Ends the process as a power cut would. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export interface EmbeddedSettings {
  dataDir: string;
  accessKey: string;
  secretKey: string;
  port?: number;
}

/** Starts the embedded store as its own process and waits until it answers. */
export async function startEmbedded(settings: EmbeddedSettings): Promise<EmbeddedStore> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/object-store/main.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      THS_DATA_DIR: settings.dataDir,
      S3_PORT: String(settings.port ?? 0),
      S3_ACCESS_KEY: settings.accessKey,
      S3_SECRET_KEY: settings.secretKey,
      LOG_LEVEL: 'info',
    },
  });
  const url = await readyUrl(child);
  return {
    url,
    dataDir: settings.dataDir,
    residentBytes: () => residentBytes(child.pid),
    kill: () => end(child, 'SIGKILL'),
    stop: () => end(child, 'SIGTERM'),
  };
}

async function readyUrl(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('The store was started without an output.');
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /"url":"([^"]+)"/.exec(line)?.[1];
    if (url) {
      child.stdout.resume();
      return url;
    }
  }
  throw new Error('The store ended before it was ready.');
}

async function residentBytes(pid: number | undefined): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
}

async function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
