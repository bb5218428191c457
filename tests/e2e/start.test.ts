import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort, isFree } from '@/scripts/embedded/ports';
import { closeBrowser, visit } from '@/tests/support/browser';

let folder: string;
let ports: number[];
let school: ChildProcess | undefined;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'treasure-home-start-'));
  ports = [await freePort(), await freePort()];
});
afterAll(async () => {
  school?.kill('SIGKILL');
  await closeBrowser();
  await rm(folder, { recursive: true, force: true });
});

const foreign = /^(DATABASE_|S3_|MINIO_|REDIS_URL|APP_URL|REALTIME_|PORT$|THS_|AUTH_SECRET|BCRYPT_ROUNDS|NODE_ENV|TEST_|VITEST)/;

/** The environment of a shell that knows nothing of the tests; the folder itself is made by the start, as `.data` is in a new clone. */
function shell(): NodeJS.ProcessEnv {
  const env = { ...process.env };
  for (const name of Object.keys(env)) if (foreign.test(name)) Reflect.deleteProperty(env, name);
  return { ...env, THS_DATA_DIR: path.join(folder, 'data'), PORT: String(ports[0]), REALTIME_PORT: String(ports[1]) };
}

/** Runs a verb of `./ths` beside the running school; what it says. */
const ths = (...args: string[]) => execFileSync('./ths', args, { env: shell(), encoding: 'utf8' });

/** Types `npm start` in that shell; what it prints so far is in `said`. */
function start() {
  const child = spawn(process.execPath, ['scripts/bootstrap.mjs', 'start'], { env: shell() });
  school = child;
  const run = { said: '' };
  const opened = new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      run.said += chunk.toString();
      if (run.said.includes('Ctrl-C stops everything')) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('exit', () => reject(new Error(`it stopped instead:\n${run.said}`)));
  });
  const stop = (signal: NodeJS.Signals) =>
    new Promise<number | null>((resolve) => {
      child.removeAllListeners('exit').on('exit', resolve);
      child.kill(signal);
    });
  return { run, opened, stop };
}

describe('npm start in a new folder', () => {
  it('opens a school whose printed sign-ins work, stops on Ctrl-C, and is back at once with the same people', async () => {
    const first = start();
    await first.opened;
    const teacher = /^ +Teacher .*?(THS-TCH-\d+) +(\S+)$/im.exec(first.run.said);
    expect(teacher, first.run.said).not.toBeNull();
    const { page, context } = await visit(null);
    await page.goto(`http://localhost:${ports[0]}/today`);
    await page.getByLabel('Username, e-mail or phone').fill(teacher?.[1] ?? '');
    await page.locator('input[name=password]').fill(teacher?.[2] ?? '');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForURL('**/today');
    await page.locator('[data-live=live]').first().waitFor({ state: 'attached' });
    await context.close();

    const made = ths('admin:create', '--surname', 'Ọlá', '--first-name', 'Bísí', '--super');
    expect(made).toMatch(/Ọlá Bísí signs in as THS-SUP-002 with the first password [0-9A-Z-]+, which works once/);
    expect(ths('admin:reset-password', 'ths-sup-002')).toMatch(/signs in as THS-SUP-002 with the first password/);
    expect(ths('history:verify')).toMatch(/The history is whole: \d+ events/);

    expect(await first.stop('SIGINT')).toBe(0);
    expect(first.run.said).toContain('Stopped.');
    expect(await Promise.all(ports.map((port) => isFree(port)))).toEqual([true, true]);

    const second = start();
    await second.opened;
    expect(second.run.said).toContain(teacher?.[2]);
    expect(second.run.said).not.toContain('Demo:');
    expect(await second.stop('SIGTERM')).toBe(0);
  });
});
