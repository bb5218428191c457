import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { timed } from '@/tests/support/pace';
import { findRedis, redisServer, untilCountedIn } from '@/tests/support/redis';
import type { Attempt } from './throttle';

const program = await findRedis();
const redis = program ? await redisServer(program) : null;
afterAll(() => redis?.kill());
afterEach(() => vi.unstubAllEnvs());

type Throttle = typeof import('./throttle');

/** The sign-in's delays as a web process of its own has them. */
async function webProcess(url = ''): Promise<Throttle> {
  vi.resetModules();
  vi.stubEnv('REDIS_URL', url);
  const throttle = await import('./throttle');
  if (url) await untilCountedIn(url, (userId) => throttle.noteFailure({ ...somebody(), userId }));
  return throttle;
}

let people = 0;
const somebody = (): Attempt => ({ userId: `person ${(people += 1)}`, unlocks: 0, identifier: 'THS-TCH-001', network: `10.2.0.${people}`, knownDevice: null });

/** Guesses until this place is refused; how many guesses that took. */
async function guessUntilRefused(throttle: Throttle, attempt: Attempt): Promise<number> {
  for (let guesses = 0; guesses < 20; guesses += 1) {
    if (await isRefused(throttle, attempt)) return guesses;
    await throttle.noteFailure(attempt);
  }
  return Number.NaN;
}

const isRefused = (throttle: Throttle, attempt: Attempt) =>
  throttle.waitTurn(attempt).then(() => false, (error: { code?: string }) => {
    expect(error.code).toBe('LIMITED');
    return true;
  });

/** What holds with Redis and without it, and while it is dead. */
async function holds(throttle: Throttle): Promise<void> {
  const guesser = somebody();
  expect(await guessUntilRefused(throttle, guesser)).toBe(4);
  expect(await isRefused(throttle, { ...guesser, network: '10.9.9.9' })).toBe(false);
  expect(await isRefused(throttle, { ...guesser, knownDevice: 'her own phone' })).toBe(false);
  expect(await isRefused(throttle, { ...guesser, unlocks: 1 })).toBe(false);
  // Guessed at from many places, the account answers strangers slowly and its owner's own phone at once.
  const target = somebody();
  await Promise.all(Array.from({ length: 60 }, (_, place) => throttle.noteFailure({ ...target, network: `10.8.0.${place}` })));
  expect(await throttle.wrongPasswords({ id: target.userId ?? '', unlocks: 0 })).toBe(60);
  const answered: string[] = [];
  const turn = async (who: string, attempt: Attempt) => {
    await throttle.waitTurn(attempt);
    answered.push(who);
  };
  // The stranger asks first and is answered last.
  const waited = await timed(() => Promise.all([
    turn('stranger', { ...target, network: '10.8.1.1' }),
    turn('owner', { ...target, knownDevice: 'her own phone' }),
  ]));
  expect(answered).toEqual(['owner', 'stranger']);
  expect(waited).toBeGreaterThan(1_500);
}

describe('the delays of the sign-in', () => {
  it('hold without Redis', async () => holds(await webProcess()));
});

// A machine that has no Redis, and may not install one, has nothing to test here.
// oxlint-disable-next-line vitest/no-conditional-tests
if (redis) {
  describe('the delays of the sign-in with Redis', () => {
    it('hold, and a guesser who changes the web process is no better off', async () => {
      const [one, other] = [await webProcess(redis.url), await webProcess(redis.url)];
      await holds(one);
      const guesser = somebody();
      await guessUntilRefused(one, guesser);
      expect(await isRefused(other, guesser)).toBe(true);
    });

    it('hold while Redis is dead, and nobody is refused because of it', async () => {
      const throttle = await webProcess(redis.url);
      await redis.kill();
      await holds(throttle);
      expect(await isRefused(throttle, somebody())).toBe(false);
    });
  });
}
