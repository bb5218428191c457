import { expect, it } from 'vitest';
import { createPace, createSharedPace } from './pace';

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

it('one network that floods the form leaves room to the others', () => {
  const pace = createSharedPace({ perSecond: 20, burst: 20, most: 10_000 });
  let now = 1_000_000;
  // Ten seconds of a hundred tries a second from one place, and a parent elsewhere once a second.
  const parents: number[] = [];
  for (let second = 0; second < 10; second += 1) {
    for (let tries = 0; tries < 100; tries += 1) pace('6.6.6.6', (now += 10));
    parents.push(pace('10.0.0.1', now));
  }
  expect(Math.max(...parents)).toBeLessThan(2_000);
  // Many networks together are held to the pace of all.
  const many = Array.from({ length: 300 }, (_, place) => pace(`10.9.0.${place}`, now));
  expect(Math.max(...many)).toBe(10_000);
});
