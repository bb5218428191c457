import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { withLock } from './bootstrap/lock.mjs';
import { progress } from './bootstrap/progress.mjs';
import { prepareLog } from './logs';

const INPUTS = [
  'app', 'components', 'lib', 'db', 'messages', 'public',
  'middleware.ts', 'instrumentation.ts', 'next.config.ts', 'postcss.config.mjs', 'tsconfig.json', 'package-lock.json',
];
const STAMP = '.next/treasure-home';

/** The program Next builds: it brings its own copy of the packages it uses. */
export const SERVER = path.join('.next', 'standalone', 'server.js');

type Options = {
  dataDir: string;
  env: Record<string, string | undefined>;
  /** How the wait is shown; only when there is something to build. */
  show?: typeof progress;
};

/** Builds the pages when a source has changed since the last time; true when it did. */
export async function buildWhenStale({ dataDir, env, show = progress }: Options): Promise<boolean> {
  const wanted = await fingerprint(env);
  if (await isFresh(wanted)) return false;
  return withLock(path.join('.cache', 'build.lock'), async () => {
    if (await isFresh(wanted)) return false;
    await rm(STAMP, { force: true });
    await show('Building the pages', () => build(dataDir, env));
    await copyBeside();
    await writeFile(STAMP, wanted);
    return true;
  });
}

async function isFresh(wanted: string): Promise<boolean> {
  return existsSync(SERVER) && (await readFile(STAMP, 'utf8').catch(() => '')) === wanted;
}

async function fingerprint(env: Options['env']): Promise<string> {
  const hash = createHash('sha256').update(process.version);
  // These become part of the pages.
  for (const name of Object.keys(env).filter((key) => key.startsWith('NEXT_PUBLIC_')).sort()) {
    hash.update(`${name}=${env[name]}\n`);
  }
  for (const file of (await Promise.all(INPUTS.map(filesIn))).flat()) {
    hash.update(`${file}\0`).update(await readFile(file));
  }
  return hash.digest('hex');
}

async function filesIn(input: string): Promise<string[]> {
  if (!existsSync(input)) return [];
  const entries = await readdir(input, { recursive: true, withFileTypes: true }).catch(() => null);
  if (!entries) return [input];
  const files = entries.filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name));
  return files.map((entry) => path.join(entry.parentPath, entry.name)).sort();
}

async function build(dataDir: string, env: Options['env']): Promise<void> {
  const logFile = await prepareLog(dataDir, 'build');
  const log = createWriteStream(logFile, { flags: 'w' });
  const child = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    env: { ...env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let tail = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      log.write(chunk);
      tail = (tail + chunk.toString()).slice(-4_000);
    });
  }
  const onExit = () => child.kill('SIGTERM');
  process.once('exit', onExit);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  process.off('exit', onExit);
  log.end();
  if (code !== 0) throw new Error(`The pages could not be built (${logFile}):\n\n${tail.trim()}`);
}

/** Next leaves these two out of the standalone folder, for those who serve them from elsewhere. */
async function copyBeside(): Promise<void> {
  const home = path.dirname(SERVER);
  await mkdir(path.join(home, '.next'), { recursive: true });
  await cp('.next/static', path.join(home, '.next/static'), { recursive: true });
  if (existsSync('public')) await cp('public', path.join(home, 'public'), { recursive: true });
}
