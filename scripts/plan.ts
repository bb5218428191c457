import { parseEnv, type Env } from '@/lib/platform/env';

type Source = Record<string, string | undefined>;

/** The settings as they will be once the embedded services run; throws SettingsError before anything is started. */
export function plannedSettings(source: Source): Env {
  const embedded = !source.DATABASE_URL;
  const stand = 'made-at-first-start-and-kept-in-secrets';
  return parseEnv({
    ...source,
    NODE_ENV: 'production',
    THS_EMBEDDED: embedded ? 'true' : source.THS_EMBEDDED,
    DATABASE_URL: source.DATABASE_URL || `postgres://postgres:${stand}@127.0.0.1:5432/treasure_home`,
    AUTH_SECRET: source.AUTH_SECRET || stand,
    ...(source.S3_ENDPOINT || source.MINIO_ENDPOINT
      ? {}
      : { S3_ENDPOINT: 'http://127.0.0.1:9000', S3_ACCESS_KEY: stand, S3_SECRET_KEY: stand }),
  });
}
