import { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { AppError } from './errors';

export type Limit = { points: number; seconds: number };

const limiters = new Map<string, RateLimiterAbstract>();
let redis: Redis | null | undefined;

/** Shared counters when REDIS_URL is set; this process's own otherwise, and whenever Redis is away. */
function connection(): Redis | null {
  if (redis !== undefined) return redis;
  const url = process.env.REDIS_URL;
  redis = url
    ? new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 0, connectTimeout: 2_000 })
    : null;
  // Without a listener a lost connection would end the process; the limiter below falls back by itself.
  redis?.on('error', () => undefined);
  return redis;
}

function limiter(name: string, { points, seconds }: Limit): RateLimiterAbstract {
  const key = `${name}:${points}:${seconds}`;
  const known = limiters.get(key);
  if (known) return known;
  const inMemory = new RateLimiterMemory({ keyPrefix: key, points, duration: seconds });
  const storeClient = connection();
  const made = storeClient
    ? new RateLimiterRedis({ storeClient, keyPrefix: key, points, duration: seconds, insuranceLimiter: inMemory })
    : inMemory;
  limiters.set(key, made);
  return made;
}

/** Counts one use; throws LIMITED with the seconds to wait when the allowance is used up. */
export async function countUse(name: string, who: string, limit: Limit): Promise<void> {
  try {
    await limiter(name, limit).consume(who);
  } catch (refusal) {
    if (refusal instanceof Error) throw refusal;
    const wait = Math.max(1, Math.ceil((refusal as { msBeforeNext: number }).msBeforeNext / 1000));
    throw new AppError('LIMITED', `That was too many tries in a short time. Please wait ${wait} seconds.`);
  }
}

/** How many uses are on record in the window, without adding one. */
export async function usesSoFar(name: string, who: string, limit: Limit): Promise<number> {
  return (await limiter(name, limit).get(who))?.consumedPoints ?? 0;
}

/** Forgets the uses on record, e.g. after a right password. */
export async function forgetUses(name: string, who: string, limit: Limit): Promise<void> {
  await limiter(name, limit).delete(who);
}

const pause: Limit = { points: 1, seconds: 1 };

/** Refuses this one for some seconds; a later, longer pause replaces a shorter one. */
export async function pauseFor(name: string, who: string, seconds: number): Promise<void> {
  await limiter(name, pause).block(who, seconds);
}

/** Throws LIMITED with the seconds left while a pause lasts. */
export async function refuseWhilePaused(name: string, who: string): Promise<void> {
  const state = await limiter(name, pause).get(who);
  if (!state || state.consumedPoints <= pause.points) return;
  const wait = Math.max(1, Math.ceil(state.msBeforeNext / 1000));
  const words = wait < 90 ? `${wait} seconds` : `${Math.ceil(wait / 60)} minutes`;
  throw new AppError('LIMITED', `That was too many wrong tries. Please wait ${words} and try again.`);
}
