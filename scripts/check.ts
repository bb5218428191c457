import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrate } from '@/db/migrate';
import { endCommands } from './checks/command';
import { createSteps, staticSteps } from './checks/steps';
import { startPostgres, type EmbeddedPostgres } from './embedded/postgres';
import { createEnding } from './ending';

/** What one runs before every commit: all but the build and the journeys. With names, only the unit tests called so. */
async function main(): Promise<number> {
  const ending = createEnding();
  const steps = createSteps(process.env);
  await Promise.race([everything(), ending.asked]);
  endCommands();
  await ending.end();
  console.log(`${steps.total.passed} passed, ${steps.total.failed} failed`);
  return steps.total.failed === 0 ? 0 : 1;

  async function everything(): Promise<void> {
    const only = process.argv.slice(2);
    if (only.length === 0) await staticSteps(steps);
    const dataDir = await mkdtemp(path.join(tmpdir(), 'treasure-home-check-'));
    ending.add(() => rm(dataDir, { recursive: true, force: true }));
    let server: EmbeddedPostgres | undefined;
    const opened = await steps.attempt('Database', async () => {
      server = await ending.starting(startPostgres({ dataDir, log: console.log, throwAway: true }));
      await migrate(server.ownerUrl);
    });
    if (opened) await steps.tests('Units and database', 'unit', { only, env: { TEST_DATABASE_URL: server?.ownerUrl } });
  }
}

void main().then((code) => process.exit(code));
