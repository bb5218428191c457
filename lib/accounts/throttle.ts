import { and, eq, sql } from 'drizzle-orm';
import { setTimeout as sleep } from 'node:timers/promises';
import { database } from '@/db/client';
import { sessions } from '@/db/schema';
import { countUse, forgetUses, pauseFor, refuseWhilePaused, usesSoFar, type Limit } from '@/lib/platform/limits';
import { delayAfter } from './rules';

// A place that keeps guessing is refused for longer and longer; the account itself is only answered more slowly.
// A browser its owner has used before is a place of its own, so an outsider can never lock the owner out (ASVS V6.3.1).
const perPlace: Limit = { points: 1_000, seconds: 3_600 };
const perAccount: Limit = { points: 100_000, seconds: 900 };
const perAddress: Limit = { points: 300, seconds: 900 };

export type Attempt = {
  userId: string | null;
  /** How often the office has unlocked the account: what was counted before no longer counts. */
  unlocks: number;
  identifier: string;
  /** Where it came from, as `networkOf` counts it. */
  network: string;
  /** SHA-256 of the device cookie when this account was signed in to with it before. */
  knownDevice: string | null;
};

const who = ({ userId, unlocks, identifier }: Attempt) => (userId ? accountKey(userId, unlocks) : identifier.toLowerCase());
const place = (attempt: Attempt) => `${who(attempt)}|${attempt.knownDevice ?? attempt.network}`;

/** Under what the wrong tries of an account are counted. */
export const accountKey = (userId: string, unlocks: number) => `${userId}#${unlocks}`;

/** Wrong passwords for this account in the last quarter of an hour, from browsers that are not its owner's. */
export const wrongPasswords = ({ id, unlocks }: { id: string; unlocks: number }): Promise<number> =>
  usesSoFar('sign-in-account', accountKey(id, unlocks), perAccount);

/** Waits, or throws LIMITED with the seconds to wait, before a password is looked at. */
export async function waitTurn(attempt: Attempt): Promise<void> {
  await refuseWhilePaused('sign-in-place', place(attempt));
  if (attempt.knownDevice) return;
  await refuseWhilePaused('sign-in-address', attempt.network);
  const guesses = await usesSoFar('sign-in-account', who(attempt), perAccount);
  if (guesses > 20) await sleep(Math.min(2_000, guesses * 50));
}

/** Counts a wrong password and makes the next try from the same place wait. */
export async function noteFailure(attempt: Attempt): Promise<void> {
  const count = (name: string, key: string, limit: Limit) => countUse(name, key, limit).catch(() => undefined);
  await count('sign-in-failures', place(attempt), perPlace);
  const delay = delayAfter(await usesSoFar('sign-in-failures', place(attempt), perPlace));
  if (delay > 0) await pauseFor('sign-in-place', place(attempt), delay);
  if (attempt.knownDevice) return;
  await count('sign-in-account', who(attempt), perAccount);
  await count('sign-in-address-failures', attempt.network, perAddress);
  const fromHere = await usesSoFar('sign-in-address-failures', attempt.network, perAddress);
  if (fromHere >= perAddress.points) await pauseFor('sign-in-address', attempt.network, 60);
}

/** A right password forgives this place. */
export async function forgetFailures(attempt: Attempt): Promise<void> {
  await forgetUses('sign-in-failures', place(attempt), perPlace).catch(() => undefined);
}

/** The device's hash as text when the account was signed in to with it before, else null. */
export async function knownDevice(userId: string | null, deviceHash: Buffer | null): Promise<string | null> {
  if (!userId || !deviceHash) return null;
  const rows = await database().select({ one: sql`1` }).from(sessions)
    .where(and(eq(sessions.userId, userId), eq(sessions.deviceHash, deviceHash))).limit(1);
  return rows.length > 0 ? deviceHash.toString('base64') : null;
}
