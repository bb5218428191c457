import { expect } from 'vitest';
import type { ActionResult } from '@/lib/platform/errors';
import type { Caller } from '@/lib/platform/perform';
import { signedIn } from '@/tests/support/people';

export const MANY = 40;

export type Attempt = () => Promise<ActionResult<unknown>>;

export type Race = {
  what: string;
  /** Makes the scene; the attempts then run at the same moment. */
  attempts: () => Promise<Attempt[]>;
  winners?: number;
  hasWon?: (data: unknown) => boolean;
  /** What those who come too late may be answered. */
  losers: string[];
  /** What must be true of the tables afterwards. */
  state: () => Promise<unknown>;
  left: unknown;
};

/** Runs the attempts at once and says how many won; everybody else must have got an expected code with a sentence. */
export async function run({ attempts, winners = 1, hasWon = () => true, losers, state, left }: Race): Promise<void> {
  const answers = await Promise.all((await attempts()).map(settled));
  const lost = answers.filter((one) => !(one.ok && hasWon(one.data)));
  const codes = new Set(lost.map((one) => (one.ok ? 'ok' : one.code)));
  expect([...codes].filter((code) => !losers.includes(code)), JSON.stringify(lost.find((one) => !one.ok && !losers.includes(one.code)))).toEqual([]);
  for (const one of lost) if (!one.ok) expect(one.message).toMatch(/\w+.*\.$/);
  expect(answers.length - lost.length).toBe(winners);
  expect(await state()).toEqual(left);
}

/** A busy machine may answer that the server is busy, or that others are writing: the sentence says to send it again. */
async function settled(attempt: Attempt): Promise<ActionResult<unknown>> {
  const answer = await attempt();
  const isToRepeat = !answer.ok && (answer.code === 'UNAVAILABLE' || answer.message.includes('try again in a minute'));
  return isToRepeat ? settled(attempt) : answer;
}

/** So many sign-ins of one person, made before the race. */
export async function desks(person: { id: string }, many = MANY): Promise<Caller[]> {
  const callers: Caller[] = [];
  for (let desk = 0; desk < many; desk += 1) callers.push(await signedIn(person));
  return callers;
}
