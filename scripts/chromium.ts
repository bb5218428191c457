import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { installWithApt } from './apt';
import { withLock } from './bootstrap/lock.mjs';

export type Chromium = { path: string; args: string[] };

const run = promisify(execFile);
// The first is built for tests: no windows, half the memory.
const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ARGS = ['--disable-dev-shm-usage', '--no-first-run'];

/** A Chromium that starts on this machine: an installed one, else Debian's, else the one packed in npm. */
export async function findChromium(): Promise<Chromium> {
  // Root cannot use Chromium's sandbox; nothing but our own pages is opened in it.
  const args = process.getuid?.() === 0 ? [...ARGS, '--no-sandbox'] : ARGS;
  const installed = (await firstWorking()) ?? ((await installWithApt('chromium-headless-shell')) || (await installWithApt('chromium')) ? await firstWorking() : null);
  if (installed) return { path: installed, args };
  return { path: await packed(), args: [...args, '--no-sandbox', '--headless=shell', '--disable-gpu', '--no-zygote'] };
}

async function firstWorking(): Promise<string | null> {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const given = process.env.CHROMIUM_PATH ? [process.env.CHROMIUM_PATH] : [];
  const candidates = [...given, ...NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)))];
  for (const file of candidates) if (existsSync(file) && (await works(file))) return file;
  return null;
}

/** Ubuntu's `chromium-browser` is only a hint to install a snap, so being there is not enough. */
async function works(file: string): Promise<boolean> {
  return run(file, ['--version'], { timeout: 20_000 }).then(({ stdout }) => /\d+\.\d+/.test(stdout), () => false);
}

/** The package unpacks into the system's temporary folder; ours is kept and is not shared with strangers. */
async function packed(): Promise<string> {
  const home = path.resolve('.cache', 'chromium');
  const file = path.join(home, 'chromium');
  return withLock(`${home}.lock`, async () => {
    if (existsSync(file) && (await works(file))) return file;
    await rm(home, { recursive: true, force: true });
    await mkdir(home, { recursive: true });
    const script = "import('@sparticuz/chromium').then((m) => m.default.executablePath())";
    await run(process.execPath, ['-e', script], { env: { ...process.env, TMPDIR: home } });
    if (await works(file)) return file;
    throw new Error('No Chromium works here. Install one (Debian: apt-get install chromium) or set CHROMIUM_PATH.');
  });
}
