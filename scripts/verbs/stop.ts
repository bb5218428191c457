import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, lockHolder } from '../bootstrap/lock.mjs';
import { loadSettings } from '../settings';

/** Asks the running school to drain, and waits until it has. */
export async function run(): Promise<number> {
  const { dataDir } = loadSettings();
  const holder = await lockHolder(path.join(dataDir, 'school.lock'));
  if (!holder) {
    console.log(`No school runs in ${dataDir}.`);
    return 0;
  }
  process.kill(holder.pid, 'SIGTERM');
  for (let waited = 0; waited < 60_000; waited += 200) {
    if (!isAlive(holder.pid, holder.identity)) {
      console.log('Stopped.');
      return 0;
    }
    await sleep(200);
  }
  console.error(`Process ${holder.pid} has not stopped after a minute; see ${path.join(dataDir, 'logs')}.`);
  return 1;
}
