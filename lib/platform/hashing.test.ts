import { describe, expect, it } from 'vitest';
import type { AppError } from './errors';
import { hashPassword, passwordMatches } from './hashing';

describe('hashing', () => {
  it('knows the right password, also beside a hundred wrong ones; the hundred-and-second stranger is sent away', async () => {
    const hash = await hashPassword('seven tall palm trees', 8);
    // One is being worked on, a hundred wait.
    const guesses = Array.from({ length: 101 }, (_, n) => passwordMatches(`guess ${n}`, hash));
    await expect(passwordMatches('one too many', hash)).rejects.toMatchObject({ code: 'LIMITED' });
    let left = guesses.length;
    for (const guess of guesses) void guess.then(() => (left -= 1));
    expect(await passwordMatches('seven tall palm trees', hash, { account: 'Grace' })).toBe(true);
    // Who is known has not waited for the guesses: it had a thread of its own.
    expect(left).toBeGreaterThan(95);
    expect((await Promise.all(guesses)).every((one) => !one)).toBe(true);
  });

  it('takes little at once for one account, so that nobody with a right password holds up the others', async () => {
    const hash = await hashPassword('seven tall palm trees', 10);
    const his = Array.from({ length: 40 }, () => passwordMatches('seven tall palm trees', hash, { account: 'Bello' }).catch((error: AppError) => error.code));
    expect(await passwordMatches('seven tall palm trees', hash, { account: 'Grace' })).toBe(true);
    const answers = await Promise.all(his);
    expect(answers.filter((one) => one === true)).toHaveLength(3);
    expect(answers.filter((one) => one === 'LIMITED')).toHaveLength(37);
    expect(await passwordMatches('seven tall palm trees', hash, { account: 'Bello' })).toBe(true);
  });

  it('refuses a hash that is none without holding up the next', async () => {
    expect(await passwordMatches('a', 'never-matches')).toBe(false);
    expect(await passwordMatches('b', await hashPassword('b', 4))).toBe(true);
  });
});
