import { closeDatabase, openDatabase } from '@/db/client';
import { env } from '@/lib/platform/env';
import { logger } from '@/lib/platform/logger';
import { openSidecar } from './server';

async function main(): Promise<void> {
  const settings = env();
  openDatabase(settings.DATABASE_URL, { max: 5 });
  const sidecar = await openSidecar({ appUrl: settings.APP_URL, hops: settings.PROXY_HOPS });
  sidecar.http.listen(settings.REALTIME_PORT, settings.THS_EMBEDDED ? '127.0.0.1' : '0.0.0.0', () => {
    logger.info({ port: settings.REALTIME_PORT }, 'realtime is listening');
  });

  const stop = async () => {
    await sidecar.stop();
    await closeDatabase();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
}

main().catch((error: unknown) => {
  logger.fatal({ err: error }, 'realtime could not start');
  process.exit(1);
});
