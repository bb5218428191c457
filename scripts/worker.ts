import { closeDatabase, driver, openDatabase } from '@/db/client';
import { handlers, jobs, queues, writers } from '@/lib/jobs';
import { env } from '@/lib/platform/env';
import { openJobs } from '@/lib/platform/jobs';
import { logger } from '@/lib/platform/logger';
import { sendNextLetter } from '@/lib/platform/mail/outbox';
import { drainOne } from '@/lib/platform/outbox';
import { findSchool } from '@/lib/school/queries';

const EVERY_MS = 1_000;

/** Works through a queue: at once when its channel speaks, and every second for what has become due. */
async function startQueue(name: string, doOne: () => Promise<boolean>, channel = 'events'): Promise<() => Promise<void>> {
  let running: Promise<void> | null = null;
  let stopped = false;
  const pass = async () => {
    while (!stopped && (await doOne()));
  };
  const wake = () => {
    running ??= pass()
      .catch((error: unknown) => logger.error({ err: error, queue: name }, 'queue pass failed'))
      .finally(() => (running = null));
  };
  const listening = await driver().listen(channel, wake, wake);
  const timer = setInterval(wake, EVERY_MS);
  return async () => {
    stopped = true;
    clearInterval(timer);
    await listening.unlisten().catch(() => undefined);
    await running;
  };
}

const ZONE_EVERY_MS = 60_000;

/** Puts every job on its schedule, in the school's time zone, also when that is set or changed later. */
async function startJobs(databaseUrl: string): Promise<() => Promise<void>> {
  const boss = openJobs(databaseUrl, { migrate: false });
  boss.on('error', (error: Error) => logger.error({ err: error }, 'scheduler'));
  await boss.start();
  let scheduled = '';
  const schedule = async () => {
    const tz = (await findSchool())?.timeZone ?? 'Africa/Lagos';
    if (tz === scheduled) return;
    for (const job of jobs) await boss.schedule(job.id, job.cron, null, { tz });
    scheduled = tz;
  };
  await schedule();
  for (const job of jobs) await boss.work(job.id, job.run);
  for (const job of jobs) if (job.atStart) await boss.send(job.id);
  const again = setInterval(() => void schedule().catch((error: unknown) => logger.error({ err: error }, 'scheduler')), ZONE_EVERY_MS);
  return async () => {
    clearInterval(again);
    await boss.stop({ graceful: true, timeout: 5_000 });
  };
}

async function main(): Promise<void> {
  const settings = env();
  openDatabase(settings.DATABASE_URL, { max: 6 });
  // Apart, so that families are told of an absence while a large import runs or a mail server hangs.
  const stopQueues = await Promise.all([
    startQueue('outbox', () => drainOne(handlers)),
    startQueue('mail', () => sendNextLetter(writers)),
    ...queues.map(({ channel, doOne }) => startQueue(channel, doOne, channel)),
  ]);
  const stopJobs = await startJobs(settings.DATABASE_URL);
  logger.info('worker is running');
  const stop = async () => {
    await Promise.all([...stopQueues.map((stopQueue) => stopQueue()), stopJobs()]);
    await closeDatabase();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
}

main().catch((error: unknown) => {
  logger.fatal({ err: error }, 'worker could not start');
  process.exit(1);
});
