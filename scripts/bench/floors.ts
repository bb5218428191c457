import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { connect } from '@/db/client';
import { databaseAt } from '@/tests/support/template';
import { freePort, waitForPort } from '../embedded/ports';
import type { Supervisor } from '../supervisor';

export type Floor = { origin: string; pid: number };
export type Floors = { next: Floor; post: Floor; socket: Floor; postToken: string };

const HOME = '.cache/bench/bare-next';
// Next keeps the path below the folder that holds node_modules.
const SERVER = path.join(HOME, '.next/standalone', HOME, 'server.js');

type Options = { supervisor: Supervisor; databaseUrl: string; env: Record<string, string | undefined> };

/** Starts the least programs that do the same: bare Next, bare Node with PostgreSQL, bare Socket.IO. */
export async function startFloors(options: Options): Promise<Floors> {
  await buildBareNext();
  const { url, token } = await floorDatabase(options.databaseUrl);
  const tsx = (file: string) => ['--import', 'tsx', `scripts/bench/${file}`];
  const next = await start(options, { name: 'bare-next', args: [path.resolve(SERVER)] });
  const post = await start(options, {
    name: 'bare-post',
    args: tsx('bare-post.ts'),
    more: { FLOOR_DATABASE_URL: url },
  });
  const socket = await start(options, { name: 'bare-socket', args: tsx('bare-socket.ts') });
  return { next, post, socket, postToken: token };
}

type Part = { name: string; args: string[]; more?: Record<string, string> };

/** Starts a Node program that listens on PORT. */
export async function start(
  { supervisor, env }: Pick<Options, 'supervisor' | 'env'>,
  { name, args, more }: Part,
): Promise<Floor> {
  const port = await freePort();
  await supervisor.start({ name, args, env: { ...env, HOSTNAME: '127.0.0.1', PORT: String(port), ...more } });
  const pid = supervisor.pidOf(name);
  if (!(await waitForPort(port, { timeout: 30_000 })) || !pid)
    throw new Error(`${name} did not start; see logs/${name}.log`);
  return { origin: `http://localhost:${port}`, pid };
}

/** Built once and kept until its source or Next changes. */
async function buildBareNext(): Promise<void> {
  const source = 'scripts/bench/bare-next';
  const stamp = path.join(HOME, 'stamp');
  const wanted = await fingerprint(source);
  if (existsSync(SERVER) && (await readFile(stamp, 'utf8').catch(() => '')) === wanted) return;
  await rm(HOME, { recursive: true, force: true });
  await mkdir(HOME, { recursive: true });
  await cp(source, HOME, { recursive: true });
  const output: Buffer[] = [];
  const child = spawn(
    process.execPath,
    [path.resolve('node_modules/next/dist/bin/next'), 'build', '--webpack'],
    {
      cwd: HOME,
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0)
    throw new Error(`The bare Next could not be built:\n${Buffer.concat(output).toString().slice(-3_000)}`);
  await writeFile(stamp, wanted);
}

async function fingerprint(folder: string): Promise<string> {
  const hash = createHash('sha256')
    .update(await readFile('node_modules/next/package.json'))
    .update(process.version);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  for (const file of files.sort()) hash.update(await readFile(file));
  return hash.digest('hex');
}

/** Two tables of its own beside the school's database. */
async function floorDatabase(ownerUrl: string): Promise<{ url: string; token: string }> {
  const admin = connect(ownerUrl, { max: 1, role: 'owner' });
  await admin.unsafe('create database bench_floor');
  await admin.end();
  const url = databaseAt(ownerUrl, 'bench_floor');
  const token = randomUUID();
  const floor = connect(url, { max: 1, role: 'owner' });
  await floor.unsafe(`
    create table floor_sessions (token_hash bytea primary key, user_id uuid not null, expires_at timestamptz not null);
    create table floor_marks (register_id uuid, student_id uuid, status text not null, primary key (register_id, student_id))`);
  await floor`insert into floor_sessions values (${createHash('sha256').update(token).digest()}, ${randomUUID()}, now() + interval '1 day')`;
  await floor.end();
  return { url, token };
}
