import { readFileSync, rmSync, statSync } from 'node:fs';
import { link, mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Tells a process apart from a later one that got the same number (Linux; elsewhere the number must do). */
export function identity(pid) {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, '').trim().split(' ');
    return fields[0] === 'Z' ? 'zombie' : `${boot}:${fields[19]}`;
  } catch {
    return '';
  }
}

/** Whether a process runs; a zombie does not. */
export function isAlive(pid, expected = '') {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  const now = identity(pid);
  return now !== 'zombie' && (!expected || !now || now === expected);
}

/** Who holds a lock file: its content, or null when nobody living does. */
export async function lockHolder(file) {
  const holder = await readFile(file, 'utf8').then(JSON.parse).catch(() => null);
  return holder && isAlive(holder.pid, holder.identity) ? holder : null;
}

/** Takes a lock file; null when somebody living holds it. `info` is kept in it for others to read. */
export async function tryLock(file, info = {}) {
  await mkdir(path.dirname(file), { recursive: true });
  // Linking a finished file is atomic, so nobody reads a half-written one.
  const mine = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  await writeFile(mine, JSON.stringify({ ...info, pid: process.pid, identity: identity(process.pid) }));
  try {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const taken = await link(mine, file).then(() => true, () => false);
      if (taken) return holding(file);
      if (await lockHolder(file)) return null;
      await clearStale(file);
    }
    return null;
  } finally {
    await rm(mine, { force: true });
  }
}

function holding(file) {
  const release = () => {
    process.off('exit', release);
    rmSync(file, { force: true });
  };
  process.on('exit', release);
  return { release };
}

/** One process at a time clears, or the second could remove the lock a third has just taken. */
async function clearStale(file) {
  const guard = `${file}.clearing`;
  const handle = await open(guard, 'wx').catch(() => null);
  if (!handle) {
    const age = Date.now() - (statSync(guard, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > 10_000) await rm(guard, { force: true });
    return sleep(50);
  }
  try {
    if (!(await lockHolder(file))) await rm(file, { force: true });
  } finally {
    await handle.close();
    await rm(guard, { force: true });
  }
}

/** Waits for a lock file, does the work, gives it back. */
export async function withLock(file, work, { onWait = waiting } = {}) {
  let lock = await tryLock(file);
  if (!lock) onWait(await lockHolder(file));
  while (!lock) {
    await sleep(250);
    lock = await tryLock(file);
  }
  try {
    return await work();
  } finally {
    lock.release();
  }
}

function waiting(holder) {
  console.log(`Waiting for process ${holder?.pid ?? '?'}, which is doing the same in this folder …`);
}
