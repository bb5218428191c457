import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildWhenStale } from './build';
import { endCommands } from './checks/command';
import { keepLogs, openSchool, startServices, type Values } from './checks/schools';
import { createSteps, staticSteps, type Steps } from './checks/steps';
import { findChromium } from './chromium';
import type { Services } from './embedded/services';
import { createEnding } from './ending';

type Ending = ReturnType<typeof createEnding>;

/** A run must not depend on, or touch, a school that the settings of this shell point to. */
function hermetic(source: Values): Values {
  const foreign = /^(DATABASE_|S3_|MINIO_|REDIS_URL|APP_URL|REALTIME_|PORT$|THS_|TEST_|SMTP_|MAIL_FROM|AUTH_SECRET|BCRYPT_ROUNDS|NODE_ENV|PROXY_HOPS)/;
  return Object.fromEntries(Object.entries(source).filter(([name]) => !foreign.test(name)));
}

// Journeys wait for a browser half of their time: two schools use two cores. Each has services of its own, for some journeys kill them.
const SCHOOLS = 2;

/** All tests; with names (`npm test -- take-register`) only the journeys whose files are called so. */
async function everything(ending: Ending, steps: Steps, env: Values): Promise<void> {
  const only = process.argv.slice(2);
  const folder = await mkdtemp(path.join(tmpdir(), 'treasure-home-test-'));
  const dataDirs = Array.from({ length: only.length === 1 ? 1 : SCHOOLS }, (_, index) => path.join(folder, `school-${index + 1}`));
  ending.add(async () => {
    for (const dataDir of dataDirs) await keepLogs(dataDir);
    await rm(folder, { recursive: true, force: true });
  });
  if (only.length === 0) await staticSteps(steps);
  const services: Services[] = [];
  const withServices = await steps.attempt('Databases and object stores', async () => {
    for (const dataDir of dataDirs) services.push(await ending.starting(startServices(dataDir)));
  });
  const [first] = services;
  if (!withServices || !first) return;
  if (only.length === 0) await steps.tests('Units and database', 'unit', { env: { ...first.env, TEST_DATABASE_URL: first.env.DATABASE_URL } });
  if (!(await steps.attempt('Build', () => buildWhenStale({ dataDir: folder, env: { ...env, ...first.env }, show: (_, work) => work() })))) return;

  const base: Values = { ...env };
  const schools: Values[] = [];
  const opened = await steps.attempt('Open the schools', async () => {
    const chromium = await findChromium();
    Object.assign(base, { CHROMIUM_PATH: chromium.path, CHROMIUM_ARGS: JSON.stringify(chromium.args) });
    for (const [index, dataDir] of dataDirs.entries()) schools.push((await ending.starting(openSchool(dataDir, services[index] ?? first, base))).env);
  });
  if (opened) await steps.tests('Journeys', 'journeys', { env: { ...base, TEST_SCHOOLS: JSON.stringify(schools) }, only });
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
