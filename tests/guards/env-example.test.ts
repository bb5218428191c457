import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (file: string) => readFileSync(file, 'utf8');

test('.env.example explains every setting, each below a comment', () => {
  const source = read('lib/platform/env.ts');
  const parsed = [...source.matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map((match) => match[1]);
  const older = [...source.matchAll(/source\.(MINIO_[A-Z0-9_]+)/g)].map((match) => match[1]);
  const explained = [...read('.env.example').matchAll(/^# .+\n#([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1]);
  expect(parsed.length).toBeGreaterThan(10);
  expect([...new Set([...parsed, ...older])].filter((name) => !explained.includes(name))).toEqual([]);
});

test('.env.example sets nothing, so that copying it changes nothing', () => {
  expect(read('.env.example').split('\n').filter((line) => line && !line.startsWith('#'))).toEqual([]);
});
