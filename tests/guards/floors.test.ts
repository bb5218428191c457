import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';

const read = <S extends z.ZodType>(file: string, schema: S): z.output<S> =>
  schema.parse(JSON.parse(readFileSync(file, 'utf8')));

const floors = read('security-floors.json', z.record(z.string(), z.string()));
const lock = read(
  'package-lock.json',
  z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) }),
);

/** Negative when a is older than b; "5.0.0-beta.32" is older than "5.0.0". */
export function compareVersions(a: string, b: string): number {
  const [partsA, partsB] = [a, b].map((version) => {
    const [numbers = '', pre] = version.split('-');
    const before = pre ? [0, ...pre.split('.').map((part) => Number(part) || 0)] : [1];
    return [...numbers.split('.').map(Number), ...before];
  });
  const length = Math.max(partsA?.length ?? 0, partsB?.length ?? 0);
  for (let index = 0; index < length; index += 1) {
    const difference = (partsA?.[index] ?? 0) - (partsB?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

it('versions are ordered as npm orders them', () => {
  expect(compareVersions('16.4.6', '16.4.10')).toBeLessThan(0);
  expect(compareVersions('5.0.0-beta.32', '5.0.0-beta.4')).toBeGreaterThan(0);
  expect(compareVersions('5.0.0-beta.32', '5.0.0')).toBeLessThan(0);
  expect(compareVersions('4.2.7', '4.2.7')).toBe(0);
});

it.each(Object.entries(floors))('every copy of %s in the lock file is at least %s', (name, floor) => {
  const copies = Object.entries(lock.packages).filter(([place]) => place.endsWith(`node_modules/${name}`));
  const old = copies.filter(([, { version }]) => compareVersions(version ?? '0', floor) < 0);
  expect(
    old.map(
      ([place, { version }]) =>
        `${place} is ${version}, which has a known hole: raise it to ${floor} or later`,
    ),
  ).toEqual([]);
});

it('the floors speak of packages we have, or will', () => {
  const planned = ['nodemailer'];
  const absent = Object.keys(floors).filter(
    (name) => !planned.includes(name) && !lock.packages[`node_modules/${name}`],
  );
  expect(absent).toEqual([]);
});
