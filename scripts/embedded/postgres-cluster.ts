import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SHARED_HOME } from './postgres-binaries';
import { canWrite, type Account } from './postgres-user';

export type Cluster = { bin: string; folder: string; account: Account };

type Options = { dataDir: string; bin: string; account: Account; password: string; log(line: string): void };

const MAJOR = '15';

/** Where the cluster of a data folder lies; made with `initdb` when it is not there yet. */
export async function ensureCluster({ dataDir, bin, account, password, log }: Options): Promise<Cluster> {
  const home = await clusterHome(dataDir, account, log);
  const folder = path.join(home, 'data');
  const cluster = { bin, folder, account };
  if (!existsSync(path.join(folder, 'PG_VERSION'))) await initialise(cluster, password);
  const version = (await readFile(path.join(folder, 'PG_VERSION'), 'utf8')).trim();
  if (version !== MAJOR) {
    throw new Error(`${folder} belongs to PostgreSQL ${version}, this program brings ${MAJOR}. Dump it there and load it here.`);
  }
  return cluster;
}

/** The folder above the cluster: inside the data folder, or elsewhere when PostgreSQL's user cannot get in. */
async function clusterHome(dataDir: string, account: Account, log: (line: string) => void): Promise<string> {
  const pointer = path.join(dataDir, 'postgres.location');
  const elsewhere = (await readFile(pointer, 'utf8').catch(() => '')).trim();
  if (elsewhere) return elsewhere;
  const inside = path.join(dataDir, 'postgres');
  await own(inside, account);
  if (account.uid === undefined) return inside;
  // Passing through is enough for PostgreSQL; the other files stay unreadable to it.
  const { mode } = await stat(dataDir);
  if ((mode & 0o001) === 0) await chmod(dataDir, (mode & 0o777) | 0o001);
  if (canWrite(account, inside)) return inside;
  // Not derived from the path: a data folder that was removed and made again is another school.
  const shared = path.join(SHARED_HOME, randomBytes(8).toString('hex'));
  await mkdir(SHARED_HOME, { recursive: true, mode: 0o755 });
  await own(shared, account);
  if (!canWrite(account, shared)) throw new Error(`PostgreSQL's user can write neither ${inside} nor ${shared}.`);
  await rm(inside, { recursive: true, force: true });
  await writeFile(pointer, `${shared}\n`);
  log(`PostgreSQL does not run as root and cannot reach ${dataDir}; its files are in ${shared}.`);
  return shared;
}

async function own(folder: string, { uid, gid }: Account): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (uid !== undefined && gid !== undefined) await chown(folder, uid, gid);
}

/** Into another name first: a run cut short must not leave something that looks like a cluster. */
async function initialise(cluster: Cluster, password: string): Promise<void> {
  const { folder, account } = cluster;
  const fresh = `${folder}.new`;
  const passwordFile = `${folder}.password`;
  const utf8 = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  await writeFile(passwordFile, password, { mode: 0o600 });
  try {
    if (account.uid !== undefined && account.gid !== undefined) await chown(passwordFile, account.uid, account.gid);
    const failures: string[] = [];
    // A UTF-8 locale lets trigram search see ọ and ẹ as letters; very small systems have only C.
    for (const locale of [utf8, 'C']) {
      await rm(fresh, { recursive: true, force: true });
      const failure = await initdb(cluster, fresh, passwordFile, locale);
      if (failure === null) return await rename(fresh, folder);
      failures.push(failure);
    }
    throw new Error(`The database could not be created: ${failures.join('\n')}`);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

function initdb({ bin, account }: Cluster, folder: string, passwordFile: string, locale: string): Promise<string | null> {
  const args = [`--pgdata=${folder}`, '--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  const text = ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=en', `--locale=${locale}`];
  return new Promise((resolve, reject) => {
    const env: NodeJS.ProcessEnv = { NODE_ENV: 'production', PATH: process.env.PATH, LC_ALL: locale, TZ: 'UTC' };
    const stdio: ['ignore', 'ignore', 'pipe'] = ['ignore', 'ignore', 'pipe'];
    const child = spawn(path.join(bin, 'initdb'), [...args, ...text], { ...account, cwd: '/', env, stdio });
    let output = '';
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve(code === 0 ? null : output.trim() || `initdb ended with ${code}`));
  });
}
