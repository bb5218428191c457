import { cp } from 'node:fs/promises';
import path from 'node:path';
import { parseEnv } from '@/lib/platform/env';
import { connectStorage, storageOf } from '@/lib/platform/storage/connect';
import { ensureBuckets } from '@/lib/platform/storage/ensure';
import { freePort } from '../embedded/ports';
import { startEmbedded, type Services } from '../embedded/services';
import { startSchool, untilReady } from '../school';

export type Values = Record<string, string | undefined>;

/** Services of their own for tests: they end, with their data, when the tests do. */
export async function startServices(dataDir: string): Promise<Services> {
  const services = await startEmbedded(dataDir, console.log, { throwAway: true, given: {} as NodeJS.ProcessEnv });
  const { migrate } = await import('@/db/migrate');
  await migrate(services.env.DATABASE_URL ?? '', services.env.DATABASE_RUNTIME_URL);
  return services;
}

type Open = { env: Values; stop(): Promise<void> };

/** Opens a school for journeys on these services; its settings are what a journey needs to reach it. */
export async function openSchool(dataDir: string, services: Services, base: Values): Promise<Open> {
  const [PORT, REALTIME_PORT] = [String(await freePort()), String(await freePort())];
  // A journey that reads mail listens there; to the others nobody writes.
  const mail = { SMTP_HOST: '127.0.0.1', SMTP_PORT: String(await freePort()), SMTP_TLS: 'none', MAIL_FROM: 'portal@example.ng' };
  // Journeys say where a request comes from, as a proxy would.
  const own: Values = { ...services.env, ...mail, PROXY_HOPS: '1', PORT, REALTIME_PORT, APP_URL: `http://localhost:${PORT}` };
  const env = { ...base, ...own };
  const settings = parseEnv({ ...env, NODE_ENV: 'production' });
  // The store lets pages of this address send files to it.
  await ensureBuckets(connectStorage(storageOf(settings)));
  const school = await startSchool({ dataDir, settings, env, log: console.log });
  await untilReady(settings);
  return { env: own, stop: () => school.stop() };
}

/** What the parts of a school said is wanted most when a journey has failed. */
export const keepLogs = (dataDir: string): Promise<void> =>
  cp(path.join(dataDir, 'logs'), path.join('.cache/test-logs', path.basename(dataDir)), { recursive: true, force: true }).catch(() => undefined);
