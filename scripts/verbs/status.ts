import path from 'node:path';
import { lockHolder } from '../bootstrap/lock.mjs';
import { loadSettings } from '../settings';

/** Says who runs the school and whether it is ready; exit code 0 only when it is. */
export async function run(): Promise<number> {
  const { dataDir } = loadSettings();
  const holder = await lockHolder(path.join(dataDir, 'school.lock'));
  if (!holder) {
    console.log(`No school runs in ${dataDir}.`);
    return 3;
  }
  const ready = await fetch(`http://127.0.0.1:${String(holder.port)}/api/health/ready`, { signal: AbortSignal.timeout(10_000) })
    .then(async (response) => ({ ok: response.ok, body: await response.text() }))
    .catch(() => ({ ok: false, body: 'no answer yet' }));
  console.log(`Process ${holder.pid} runs the school of ${dataDir} at ${String(holder.address)}.`);
  console.log(ready.ok ? 'It is ready.' : `It is not ready: ${ready.body}`);
  return ready.ok ? 0 : 1;
}
