import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { belowFloor, compareVersions } from '@/lib/trust/rules';

const read = <S extends z.ZodType>(file: string, schema: S): z.output<S> =>
  schema.parse(JSON.parse(readFileSync(file, 'utf8')));

const floors = read('security-floors.json', z.record(z.string(), z.string()));
const lock = read(
  'package-lock.json',
  z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) }),
);

it('versions are ordered as npm orders them', () => {
  expect(compareVersions('16.4.6', '16.4.10')).toBeLessThan(0);
  expect(compareVersions('5.0.0-beta.32', '5.0.0-beta.4')).toBeGreaterThan(0);
  expect(compareVersions('5.0.0-beta.32', '5.0.0')).toBeLessThan(0);
  expect(compareVersions('4.2.7', '4.2.7')).toBe(0);
});

it.each(Object.entries(floors))('every copy of %s in the lock file is at least %s', (name, floor) => {
  expect(belowFloor({ [name]: floor }, lock).map((one) => `${one}: it has a known hole, raise it`)).toEqual([]);
});

it('the floors speak of packages we have, or will', () => {
  const planned = ['nodemailer'];
  const absent = Object.keys(floors).filter(
    (name) => !planned.includes(name) && !lock.packages[`node_modules/${name}`],
  );
  expect(absent).toEqual([]);
});
