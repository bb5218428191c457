import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { withLock } from './lock.mjs';
import { runNpm } from './npm.mjs';
import { progress } from './progress.mjs';

const PINNED = '24.21.0';
const run = promisify(execFile);

function newEnough(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 12);
}

/** The path of a Node this product runs on: this one when it is new enough, else a private copy of Node 24. */
export async function ensureNode(root) {
  if (newEnough(process.versions.node)) return process.execPath;
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const home = path.join(root, '.cache', 'node24');
  const node = path.join(home, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(node)) return node;
  await withLock(path.join(root, '.cache', 'node24.lock'), async () => {
    if (existsSync(node)) return;
    const label = `Fetching Node ${PINNED} from npm (this machine has ${process.versions.node}; 22.12 or newer is needed)`;
    await progress(label, () => fetchNode(home, name, node));
  });
  return node;
}

async function fetchNode(home, name, node) {
  const fresh = `${home}.${process.pid}`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  try {
    // Without a package.json of its own npm would install into the repository.
    await writeFile(path.join(fresh, 'package.json'), '{ "private": true }\n');
    const wanted = `${name}@${PINNED}`;
    await runNpm(process.execPath, ['install', '--prefix', fresh, '--ignore-scripts', '--no-save', wanted], fresh);
    const { stdout } = await run(node.replace(home, fresh), ['--version']);
    if (stdout.trim() !== `v${PINNED}`) throw new Error(`expected v${PINNED}, got ${stdout.trim()}`);
    await rm(home, { recursive: true, force: true });
    await rename(fresh, home);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Node ${PINNED} could not be fetched: ${reason}\nInstall Node 22.12 or newer and try again.`);
  }
}
