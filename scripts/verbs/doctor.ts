import { mkdir, statfs } from 'node:fs/promises';
import path from 'node:path';
import { SettingsError } from '@/lib/platform/env';
import { lockHolder } from '../bootstrap/lock.mjs';
import { withServices } from '../embedded/services';
import { plannedSettings } from '../plan';
import { busyPorts } from '../school';
import { loadSettings } from '../settings';

type Finding = { ok: boolean; says: string };

const GIGABYTE = 1024 ** 3;

/** Checks what a school needs from its machine; exit code 1 when something is wrong. */
export async function run(): Promise<number> {
  const { dataDir } = loadSettings();
  const findings = [node(), await disk(dataDir), ...(await ports(dataDir)), ...(await services(dataDir))];
  for (const { ok, says } of findings) console.log(`${ok ? '✓' : '✗'} ${says}`);
  return findings.every(({ ok }) => ok) ? 0 : 1;
}

const node = (): Finding => ({ ok: true, says: `Node ${process.versions.node}` });

async function disk(dataDir: string): Promise<Finding> {
  await mkdir(dataDir, { recursive: true, mode: 0o711 });
  const { bavail, bsize } = await statfs(dataDir);
  const free = (bavail * bsize) / GIGABYTE;
  return { ok: free >= 2, says: `${free.toFixed(1)} GB free in ${dataDir}${free >= 2 ? '' : ' (2 GB are needed)'}` };
}

async function ports(dataDir: string): Promise<Finding[]> {
  try {
    const settings = plannedSettings(process.env);
    const holder = await lockHolder(path.join(dataDir, 'school.lock'));
    if (holder) return [{ ok: true, says: `The school runs: process ${holder.pid} at ${String(holder.address)}` }];
    const busy = await busyPorts(settings);
    if (busy.length > 0) return busy.map((says) => ({ ok: false, says }));
    return [{ ok: true, says: `Ports ${settings.PORT} and ${settings.REALTIME_PORT} are free` }];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.problems.map((says) => ({ ok: false, says }));
  }
}

async function services(dataDir: string): Promise<Finding[]> {
  try {
    return await withServices(dataDir, console.log, async (env) => [
      await database(env.DATABASE_URL ?? process.env.DATABASE_URL ?? ''),
      await store(env.S3_ENDPOINT ?? process.env.S3_ENDPOINT ?? minioEndpoint()),
    ]);
  } catch (error) {
    return [{ ok: false, says: `The embedded services do not start: ${(error as Error).message}` }];
  }
}

async function database(url: string): Promise<Finding> {
  const { connect } = await import('@/db/client');
  const client = connect(url, { max: 1, role: 'owner' });
  try {
    const [row] = await client`select current_setting('server_version') as version`;
    return { ok: true, says: `PostgreSQL ${String(row?.version)}` };
  } catch (error) {
    return { ok: false, says: `PostgreSQL does not answer: ${(error as Error).message}` };
  } finally {
    await client.end({ timeout: 2 });
  }
}

async function store(endpoint: string): Promise<Finding> {
  const answer = await fetch(endpoint, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
  return { ok: answer !== null, says: answer ? `Object store at ${endpoint}` : `No object store answers at ${endpoint}` };
}

function minioEndpoint(): string {
  const { MINIO_ENDPOINT, MINIO_PORT = '9000', MINIO_USE_SSL } = process.env;
  return `${MINIO_USE_SSL === 'true' || MINIO_USE_SSL === '1' ? 'https' : 'http'}://${MINIO_ENDPOINT ?? ''}:${MINIO_PORT}`;
}
