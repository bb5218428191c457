import { describe, expect, it } from 'vitest';
import { daysLeft } from './rules';

const at = (days: number) => new Date(Date.UTC(2026, 10, 1) + days * 86_400_000);

describe('an account in the recycle bin', () => {
  it.each([[0, 30], [0.5, 30], [1, 29], [29.999, 1], [30, 0], [400, 0]])('after %d days has %d left', (days, left) =>
    expect(daysLeft(at(0), at(days))).toBe(left));
});
