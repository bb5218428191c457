import { expect, it } from 'vitest';
import { createLateness } from './lateness';

it('is told while the process is late and for half a minute after, and forgotten then', () => {
  let now = 0;
  const lateness = createLateness(() => now);
  const pass = (ms: number) => {
    now += ms;
    lateness.look();
  };
  pass(600);
  expect(lateness.secondsLate()).toBe(0);
  // Nothing else ran for five seconds.
  now += 5_500;
  expect(lateness.secondsLate()).toBe(5);
  for (let second = 0; second < 29; second += 1) pass(1_000);
  expect(lateness.secondsLate()).toBe(5);
  pass(1_500);
  expect(lateness.secondsLate()).toBe(0);
});
