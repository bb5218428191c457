import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { runNpm } from './npm.mjs';
import { progress } from './progress.mjs';

/** Installs the packages of the lock file when they are missing or belong to another lock file. */
export async function ensurePackages(root, node) {
  const stamp = path.join(root, 'node_modules', '.treasure-home');
  const wanted = await fingerprint(root);
  const current = () => readFile(stamp, 'utf8').catch(() => '');
  if ((await current()) === wanted) return;
  await withLock(path.join(root, '.cache', 'install.lock'), async () => {
    if ((await current()) === wanted) return;
    if (!(await alreadyInstalled(root))) {
      const args = ['ci', '--ignore-scripts', '--include=dev', '--include=optional'];
      await progress('Installing packages', () => runNpm(node, args, root));
    }
    await writeFile(stamp, wanted);
  });
}

/** The platform is part of it: packages of another one (a folder shared with a container) do not run here. */
async function fingerprint(root) {
  const lock = await readFile(path.join(root, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`;
}

/** True when someone ran `npm ci` by hand: what npm says it installed is what the lock file asks for. */
async function alreadyInstalled(root) {
  const read = async (file) => JSON.parse(await readFile(path.join(root, file), 'utf8')).packages ?? {};
  const installed = await read('node_modules/.package-lock.json').catch(() => null);
  if (!installed) return false;
  const wanted = Object.entries(await read('package-lock.json')).filter(([name, entry]) => name && forHere(entry));
  return wanted.every(([name, entry]) => installed[name]?.version === entry.version);
}

function forHere(entry) {
  const fits = (list, value) => !list || list.includes(value);
  const libc = process.report?.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl';
  const here = fits(entry.os, process.platform) && fits(entry.cpu, process.arch);
  // npm leaves out optional packages below another one that does not fit, so only those with a platform are certain.
  return !entry.optional || (Boolean(entry.os) && here && (process.platform !== 'linux' || fits(entry.libc, libc)));
}
