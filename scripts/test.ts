import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseEnv } from '@/lib/platform/env';
import { buildWhenStale } from './build';
import { endCommands } from './checks/command';
import { createSteps, staticSteps, type Steps } from './checks/steps';
import { findChromium } from './chromium';
import { freePort } from './embedded/ports';
import { startEmbedded, type Services } from './embedded/services';
import { createEnding } from './ending';
import { startSchool, untilReady } from './school';

type Ending = ReturnType<typeof createEnding>;
type Values = Record<string, string | undefined>;

/** A run must not depend on, or touch, a school that the settings of this shell point to. */
function hermetic(source: Values): Values {
  const foreign = /^(DATABASE_|S3_|MINIO_|REDIS_URL|APP_URL|REALTIME_|PORT$|THS_|SMTP_|MAIL_FROM|AUTH_SECRET|BCRYPT_ROUNDS|NODE_ENV|PROXY_HOPS)/;
  return Object.fromEntries(Object.entries(source).filter(([name]) => !foreign.test(name)));
}

/** All tests; with names (`npm test -- take-register`) only the journeys whose files are called so. */
async function everything(ending: Ending, steps: Steps, env: Values): Promise<void> {
  const only = process.argv.slice(2);
  const dataDir = await mkdtemp(path.join(tmpdir(), 'treasure-home-test-'));
  ending.add(async () => {
    // What the parts said is wanted most when a journey has failed.
    await cp(path.join(dataDir, 'logs'), '.cache/test-logs', { recursive: true, force: true }).catch(() => undefined);
    await rm(dataDir, { recursive: true, force: true });
  });
  if (only.length === 0) await staticSteps(steps);
  let services: Services | undefined;
  const withDatabase = await steps.attempt('Database and object store', async () => {
    services = await ending.starting(startEmbedded(dataDir, console.log, { throwAway: true, given: {} as NodeJS.ProcessEnv }));
    Object.assign(process.env, services.env);
    const { migrate } = await import('@/db/migrate');
    await migrate(services.env.DATABASE_URL ?? '', services.env.DATABASE_RUNTIME_URL);
  });
  if (!withDatabase || !services) return;
  const given = { ...env, ...services.env };
  if (only.length === 0) await steps.tests('Units and database', 'unit', { env: { ...given, TEST_DATABASE_URL: services.env.DATABASE_URL } });
  const build = () => buildWhenStale({ dataDir, env: given, show: (_, work) => work() });
  if (!(await steps.attempt('Build', build))) return;
  await journeys({ ending, steps, dataDir, given, only });
}

type Journeys = { ending: Ending; steps: Steps; dataDir: string; given: Values; only: string[] };

async function journeys({ ending, steps, dataDir, given, only }: Journeys): Promise<void> {
  const [PORT, REALTIME_PORT] = [String(await freePort()), String(await freePort())];
  // A journey that reads mail listens there; to the others nobody writes.
  const mail = { SMTP_HOST: '127.0.0.1', SMTP_PORT: String(await freePort()), SMTP_TLS: 'none', MAIL_FROM: 'portal@example.ng' };
  // Journeys say where a request comes from, as a proxy would.
  const env: Values = { ...given, ...mail, PROXY_HOPS: '1', PORT, REALTIME_PORT, APP_URL: `http://localhost:${PORT}` };
  const settings = parseEnv({ ...env, NODE_ENV: 'production' });
  const opened = await steps.attempt('Open the school', async () => {
    // The store lets pages of this address send files to it.
    process.env.APP_URL = settings.APP_URL;
    const { ensureBuckets } = await import('@/lib/platform/storage');
    await ensureBuckets();
    const chromium = await findChromium();
    Object.assign(env, { CHROMIUM_PATH: chromium.path, CHROMIUM_ARGS: JSON.stringify(chromium.args) });
    await ending.starting(startSchool({ dataDir, settings, env, log: console.log }));
    await untilReady(settings);
  });
  if (opened) await steps.tests('Journeys', 'journeys', { env, only });
}

async function main(): Promise<number> {
  const ending = createEnding();
  const env = hermetic(process.env);
  const steps = createSteps(env);
  const work = everything(ending, steps, env).then(() => 'done' as const);
  const result = await Promise.race([work, ending.asked]).catch((error: Error) => {
    console.error(error.message);
    steps.total.failed += 1;
    return 'done' as const;
  });
  if (result !== 'done') {
    steps.total.failed += 1;
    console.log('\nInterrupted.');
  }
  endCommands();
  await ending.end();
  console.log(`${steps.total.passed} passed, ${steps.total.failed} failed`);
  return steps.total.failed === 0 ? 0 : 1;
}

void main().then((code) => process.exit(code));
