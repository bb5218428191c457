import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { permissions } from '@/lib/permissions';

type Branded = { definition?: { name?: string; allow?: { key: string } } };

const readFile = (file: string) => readFileSync(file, 'utf8');
const files = globSync('lib/**/actions.ts').sort();
const load = async (file: string) =>
  Object.entries(
    (await import(/* @vite-ignore */ path.join(process.cwd(), file))) as Record<string, Branded>,
  );

describe('every door is an action()', () => {
  it.each(files)('%s exports declarations only', async (file) => {
    const bare = (await load(file)).filter(([, one]) => !one.definition).map(([name]) => name);
    expect(
      bare.map(
        (name) =>
          `${file}: ${name} is not made by action(): anyone could call it unchecked. Declare it with action({ … })`,
      ),
    ).toEqual([]);
  });

  it('no two actions share a name, and each is called domain.verb-noun', async () => {
    const names = (await Promise.all(files.map(load))).flat().map(([, one]) => one.definition?.name ?? '');
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
  });

  it('each action asks for a permission that lib/permissions.ts lists', async () => {
    const listed = new Set(permissions.map((one) => one.key));
    const asked = (await Promise.all(files.map(load)))
      .flat()
      .map(([, one]) => one.definition?.allow?.key ?? 'nothing');
    expect(asked.filter((key) => !listed.has(key))).toEqual([]);
  });

  it('only actions.ts files are doors', () => {
    const others = globSync('{app,components,lib}/**/*.{ts,tsx}').filter(
      (file) => !file.endsWith('/actions.ts'),
    );
    expect(others.filter((file) => /^\s*['"]use server['"]/m.test(readFile(file)))).toEqual([]);
  });
});

describe('every permission', () => {
  it('is listed: each policy.ts is in lib/permissions.ts', () => {
    const text = readFile('lib/permissions.ts');
    const missing = globSync('lib/**/policy.ts').filter(
      (file) => !text.includes(`'@/${file.replace(/\.ts$/, '')}'`),
    );
    expect(
      missing.map(
        (file) => `${file} is not in lib/permissions.ts: import it there and run npm run permissions`,
      ),
    ).toEqual([]);
  });

  it('has a key of its own, a sentence and at least one role', () => {
    const keys = permissions.map((one) => one.key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(
      permissions.filter(
        (one) => one.says.length < 5 || one.roles.length === 0 || !/^[a-z]+\.[a-z-]+$/.test(one.key),
      ),
    ).toEqual([]);
  });
});
