import { z } from 'zod';

const wellKnown = ['minioadmin', 'postgres', 'password', 'secret', 'changeme', 'change-me', 'test', 'admin'];

const flag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1');
const port = z.coerce.number().int().min(1).max(65535);

const settings = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: port.default(3000),
  REALTIME_PORT: port.default(3001),
  APP_URL: z.url().optional(),
  REALTIME_URL: z.url().optional(),
  THS_DATA_DIR: z.string().default('.data'),
  THS_EMBEDDED: flag.default(false),
  /** How many proxies of the school stand in front of the web process, each adding one entry to X-Forwarded-For. */
  PROXY_HOPS: z.coerce.number().int().min(0).max(5).optional(),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgres://'),
  /** How web, realtime and worker sign in to the database; without it they use DATABASE_URL and step down to app_runtime. */
  DATABASE_RUNTIME_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgres://').optional(),
  DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(10),
  S3_ENDPOINT: z.url(),
  S3_PUBLIC_ENDPOINT: z.url().optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY: z.string().min(3),
  S3_SECRET_KEY: z.string().min(8),
  REDIS_URL: z.string().optional(),
  SMTP_HOST: z.string().optional(),
  SMTP_PORT: port.default(587),
  SMTP_TLS: z.enum(['starttls', 'implicit', 'none']).default('starttls'),
  SMTP_USER: z.string().optional(),
  SMTP_PASSWORD: z.string().optional(),
  MAIL_FROM: z.email('must be an e-mail address').optional(),
  AUTH_SECRET: z.string().min(16),
  BCRYPT_ROUNDS: z.coerce.number().int().min(4).max(15).default(12),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export type Env = Omit<z.infer<typeof settings>, 'APP_URL' | 'PROXY_HOPS' | 'REALTIME_URL' | 'S3_PUBLIC_ENDPOINT'> & {
  APP_URL: string;
  PROXY_HOPS: number;
  REALTIME_URL: string;
  S3_PUBLIC_ENDPOINT: string;
};

/** A list a person can act on: one line per setting, never a value. */
export class SettingsError extends Error {
  constructor(readonly problems: string[]) {
    super(`These settings need attention:\n${problems.map((line) => `  - ${line}`).join('\n')}`);
    this.name = 'SettingsError';
  }
}

type Source = Record<string, string | undefined>;

/** The MINIO_* names are the commission's; S3_* wins when both are given. */
function withMinioNames(source: Source): Source {
  const scheme = source.MINIO_USE_SSL === 'true' || source.MINIO_USE_SSL === '1' ? 'https' : 'http';
  const endpoint = source.MINIO_ENDPOINT && `${scheme}://${source.MINIO_ENDPOINT}:${source.MINIO_PORT ?? '9000'}`;
  return {
    ...source,
    S3_ENDPOINT: source.S3_ENDPOINT ?? endpoint,
    S3_ACCESS_KEY: source.S3_ACCESS_KEY ?? source.MINIO_ACCESS_KEY,
    S3_SECRET_KEY: source.S3_SECRET_KEY ?? source.MINIO_SECRET_KEY,
  };
}

function weakSecrets(env: z.infer<typeof settings>): string[] {
  const problems: string[] = [];
  const known = (value: string) => wellKnown.includes(value.toLowerCase());
  const url = new URL(env.DATABASE_URL);
  const databasePassword = decodeURIComponent(url.password);
  if (env.AUTH_SECRET.length < 32) problems.push('AUTH_SECRET is shorter than 32 characters');
  if (new Set(env.AUTH_SECRET).size < 8) problems.push('AUTH_SECRET repeats the same few characters');
  if (known(env.S3_SECRET_KEY)) problems.push('S3_SECRET_KEY is a well-known default');
  if (known(env.S3_ACCESS_KEY)) problems.push('S3_ACCESS_KEY is a well-known default');
  if (databasePassword && (known(databasePassword) || databasePassword.length < 12))
    problems.push('the password in DATABASE_URL is well-known or shorter than 12 characters');
  if (env.BCRYPT_ROUNDS < 12) problems.push('BCRYPT_ROUNDS is below 12');
  if (env.SMTP_HOST && env.SMTP_TLS === 'none' && !['localhost', '127.0.0.1'].includes(env.SMTP_HOST))
    problems.push('SMTP_TLS=none would send sign-in links in the clear to another machine');
  if (!env.APP_URL) problems.push('APP_URL is missing: the address people type, e.g. https://portal.school.ng');
  return problems;
}

/** Parses settings from a record such as process.env; throws SettingsError with every problem at once. */
export function parseEnv(source: Source): Env {
  const filled = Object.fromEntries(
    Object.entries(withMinioNames(source)).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = settings.safeParse(filled);
  if (!parsed.success) {
    throw new SettingsError(
      parsed.error.issues.map((issue) => {
        const name = issue.path.join('.');
        return filled[name] === undefined ? `${name} is missing` : `${name} ${issue.message}`;
      }),
    );
  }
  const env = parsed.data;
  if (env.SMTP_HOST && !env.MAIL_FROM) throw new SettingsError(['MAIL_FROM is missing: the address that mail comes from']);
  // The embedded services run on loopback with secrets made for them at first start.
  const problems = env.NODE_ENV === 'production' && !env.THS_EMBEDDED ? weakSecrets(env) : [];
  if (problems.length > 0) throw new SettingsError(problems);
  const appUrl = (env.APP_URL ?? `http://localhost:${env.PORT}`).replace(/\/$/, '');
  return {
    ...env,
    APP_URL: appUrl,
    PROXY_HOPS: env.PROXY_HOPS ?? (env.THS_EMBEDDED ? 0 : 1),
    REALTIME_URL: env.REALTIME_URL ?? withPort(appUrl, env.REALTIME_PORT),
    S3_PUBLIC_ENDPOINT: env.S3_PUBLIC_ENDPOINT ?? env.S3_ENDPOINT,
  };
}

function withPort(address: string, value: number): string {
  const url = new URL(address);
  url.port = String(value);
  return url.origin;
}

let current: Env | undefined;

/** The settings of this process, parsed on first use. Nobody else reads process.env. */
export function env(): Env {
  current ??= parseEnv(process.env);
  return current;
}
