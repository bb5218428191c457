import { expect, it } from 'vitest';
import { createRecent } from './recent';

const change = (seq: number, ...scopes: string[]) => ({ seq, tables: ['registers'], scopes, name: 'test.happened', id: 'x' });

it('knows what changed after a place, and says yes where it no longer knows', () => {
  const recent = createRecent(10, 2);
  recent.note(change(11, 'class:a', 'class:b'));
  expect(recent.newest()).toBe(11);
  expect(recent.hasChanged(['registers:class:a'], 10)).toBe(true);
  expect(recent.hasChanged(['registers:class:a'], 11)).toBe(false);
  expect(recent.hasChanged(['registers:class:c'], 10)).toBe(false);
  expect(recent.hasChanged(['registers:class:c'], 9)).toBe(true);
  // There is room for two: what is the longest ago leaves.
  recent.note(change(12, 'class:a', 'class:c'));
  expect(recent.hasChanged(['registers:class:d'], 10)).toBe(true);
  expect(recent.hasChanged(['registers:class:d', 'registers:class:b'], 11)).toBe(false);
  expect(recent.hasChanged(['registers:class:a'], 11)).toBe(true);
});
