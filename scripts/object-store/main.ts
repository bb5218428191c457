import { join } from 'node:path';
import pino from 'pino';
import { z } from 'zod';
import { startObjectStore } from '@/scripts/object-store/server';

// Read here and not through lib/platform/env.ts: the store needs neither a database nor the application's secrets.
const settingsSchema = z.object({
  THS_DATA_DIR: z.string().min(1).default('.data'),
  S3_PORT: z.coerce.number().int().min(0).max(65535).default(9000),
  S3_HOST: z.string().default('127.0.0.1'),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY: z.string().min(3),
  S3_SECRET_KEY: z.string().min(8),
  LOG_LEVEL: z.string().default('info'),
});

async function main(): Promise<void> {
  const settings = settingsSchema.parse(process.env);
  const logger = pino({ name: 'object-store', level: settings.LOG_LEVEL });
  const store = await startObjectStore({
    dataDir: join(settings.THS_DATA_DIR, 'objects'),
    port: settings.S3_PORT,
    host: settings.S3_HOST,
    region: settings.S3_REGION,
    accessKey: settings.S3_ACCESS_KEY,
    secretKey: settings.S3_SECRET_KEY,
    onError: (error) => logger.error({ err: error }, 'object store error'),
  });
  const stop = async (signal: string): Promise<void> => {
    logger.info({ signal }, 'object store stopping');
    await store.close();
    logger.info('object store stopped');
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  logger.info({ url: store.url }, 'object store ready');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
