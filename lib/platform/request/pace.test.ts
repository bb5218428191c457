import { expect, it } from 'vitest';
import { createPace } from './pace';

it('lets a class full of parents in at once, and a flood of guesses drop by drop', () => {
  const pace = createPace({ perSecond: 20, burst: 20, most: 10_000 });
  const waits = Array.from({ length: 300 }, () => pace(1_000_000));
  expect(waits.slice(0, 20).every((wait) => wait === 0)).toBe(true);
  expect(waits.slice(20, 23)).toEqual([50, 100, 150]);
  // Nobody waits for ever; who comes when the line is full is not counted into it.
  expect(Math.max(...waits)).toBe(10_000);
  expect(pace(1_000_000 + 9_000)).toBe(1_000);
  expect(pace(1_000_000 + 30_000)).toBe(0);
});
