import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSecrets } from './secrets';

let dataDir = '';
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'treasure-home-secrets-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const file = () => path.join(dataDir, 'secrets.json');
const modeOf = async () => ((await stat(file())).mode & 0o777).toString(8);

describe('the secrets of a data folder', () => {
  it('are made once, for the owner’s eyes only, and are the same for everybody who asks at once', async () => {
    const [first, ...others] = await Promise.all(Array.from({ length: 5 }, () => readSecrets(dataDir)));
    for (const one of others) expect(one).toEqual(first);
    expect(await modeOf()).toBe('600');
  });

  it('that a copy has left readable to everybody are private again', async () => {
    await readSecrets(dataDir);
    await chmod(file(), 0o644);
    await readSecrets(dataDir);
    expect(await modeOf()).toBe('600');
  });

  it.each([
    ['gone', null],
    ['without the key of the database', (text: string) => JSON.stringify({ ...(JSON.parse(text) as object), postgresPassword: undefined })],
    ['empty', () => '{}'],
    ['cut', (text: string) => text.slice(0, 40)],
  ])('are never made anew beside a database: a file that is %s stays as it is, and the start says what to do', async (_, damage) => {
    await readSecrets(dataDir);
    await mkdir(path.join(dataDir, 'postgres'));
    const damaged = damage && damage(await readFile(file(), 'utf8'));
    if (damaged === null) await rm(file());
    else await writeFile(file(), damaged);
    await expect(readSecrets(dataDir)).rejects.toThrow('Put the file back from a backup of the data folder.');
    expect(await readFile(file(), 'utf8').catch(() => null)).toBe(damaged);
  });
});
