import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { withLock } from '../bootstrap/lock.mjs';

const secrets = z.object({
  authSecret: z.string().min(32),
  postgresPassword: z.string().min(16),
  runtimePassword: z.string().min(16),
  s3AccessKey: z.string().min(16),
  s3SecretKey: z.string().min(32),
});

export type Secrets = z.infer<typeof secrets>;

const random = (bytes: number) => randomBytes(bytes).toString('base64url');

function fresh(): Secrets {
  return {
    authSecret: random(48),
    postgresPassword: random(24),
    runtimePassword: random(24),
    s3AccessKey: randomBytes(10).toString('hex').toUpperCase(),
    s3SecretKey: random(30),
  };
}

/**
 * The secrets of a data folder; made at first use and kept readable by their owner only. Where there is a database or a
 * file already, nothing is made up: both open with the old secrets only, and a new file in their place would hide that.
 */
export async function readSecrets(dataDir: string): Promise<Secrets> {
  const file = path.join(dataDir, 'secrets.json');
  const known = await load(file);
  const parsed = secrets.safeParse(known);
  if (parsed.success) {
    await keepPrivate(file);
    return parsed.data;
  }
  if (isInUse(dataDir)) throw new Error(`${file} is missing or incomplete, and what the school has written opens with it only. ${putBack}`);
  await mkdir(dataDir, { recursive: true });
  return withLock(path.join(dataDir, 'secrets.lock'), async () => {
    const made = secrets.parse({ ...fresh(), ...(await load(file)) });
    await writeFile(`${file}.new`, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flush: true });
    await chmod(`${file}.new`, 0o600);
    await rename(`${file}.new`, file);
    return made;
  });
}

const putBack = 'Put the file back from a backup of the data folder.';

/** What the database and the object store leave behind with their first start. */
const isInUse = (dataDir: string) => ['postgres', 'postgres.location', 'objects'].some((name) => existsSync(path.join(dataDir, name)));

/** Copying a folder often makes its files readable to everybody. */
async function keepPrivate(file: string): Promise<void> {
  const { mode } = await stat(file);
  if ((mode & 0o077) !== 0) await chmod(file, 0o600);
}

async function load(file: string): Promise<Partial<Secrets>> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });
  try {
    return secrets.partial().parse(JSON.parse(text));
  } catch {
    throw new Error(`${file} cannot be read as secrets. ${putBack}`);
  }
}
