import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { findRedis, redisServer, untilCountedIn } from '@/tests/support/redis';

const program = await findRedis();
const redis = program ? await redisServer(program) : null;
afterAll(() => redis?.kill());
afterEach(() => vi.unstubAllEnvs());

type Limits = typeof import('./limits');
const five = { points: 5, seconds: 60 };

/** The limits as a web process of its own has them when it has just started. */
function newProcess(url = ''): Promise<Limits> {
  vi.resetModules();
  vi.stubEnv('REDIS_URL', url);
  return import('./limits');
}

/** The same once it uses its Redis. */
async function webProcess(url = ''): Promise<Limits> {
  const limits = await newProcess(url);
  if (url) await untilCountedIn(url, (who) => limits.countUse('hello', who, five));
  return limits;
}

/** How many of `tries` uses are let through. */
async function allowed(limits: Limits, who: string, tries: number): Promise<number> {
  let count = 0;
  for (let time = 0; time < tries; time += 1) {
    await limits.countUse('guess', who, five).then(() => (count += 1), (error: { code?: string }) => expect(error.code).toBe('LIMITED'));
  }
  return count;
}

describe('without Redis', () => {
  it('a guesser gets five tries from each web process', async () => {
    expect(await allowed(await webProcess(), 'guesser', 9)).toBe(5);
  });
});

// A machine that has no Redis, and may not install one, has nothing to test here.
// oxlint-disable-next-line vitest/no-conditional-tests
if (redis) {
  describe('with Redis', () => {
    it('two web processes count together', async () => {
      const [one, other] = [await webProcess(redis.url), await webProcess(redis.url)];
      expect(await allowed(one, 'guesser', 3)).toBe(3);
      expect(await allowed(other, 'guesser', 9)).toBe(2);
      expect(await allowed(one, 'guesser', 9)).toBe(0);
    });

    it('a guesser is still held up, and a pause still lasts, while Redis is dead; nobody else is refused', async () => {
      const limits = await webProcess(redis.url);
      await redis.kill();
      expect(await allowed(limits, 'another guesser', 9)).toBe(5);
      await limits.pauseFor('sign-in', 'another guesser', 30);
      await expect(limits.refuseWhilePaused('sign-in', 'another guesser')).rejects.toMatchObject({ code: 'LIMITED' });
      await limits.refuseWhilePaused('sign-in', 'Grace');
      expect(await limits.usesSoFar('guess', 'Grace', five)).toBe(0);
      await limits.forgetUses('guess', 'another guesser', five);
      expect(await allowed(limits, 'another guesser', 9)).toBe(5);
    });

    it('an empty Redis that comes back is used again', async () => {
      const limits = await newProcess(redis.url);
      await limits.countUse('hello', 'nobody', five);
      await redis.start();
      await vi.waitFor(async () => {
        const probe = `probe ${Math.random()}`;
        await limits.countUse('guess', probe, five);
        expect(await (await webProcess(redis.url)).usesSoFar('guess', probe, five)).toBe(1);
      }, 60_000);
    });
  });
}
