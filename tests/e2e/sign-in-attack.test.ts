import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { hashPassword } from '@/lib/platform/hashing';
import { nameDevice } from '@/lib/platform/device-name';
import { tokenHash } from '@/lib/platform/secrets';
import { asSystem } from '@/lib/platform/system';
import { callAction } from '@/tests/support/http';
import { closeDatabase, freshSchool, tokenOf } from '@/tests/support/school';

const PASSWORD = 'calm river stone 11';
let cast: Cast;
let herPhone: string;
beforeAll(async () => {
  cast = await freshSchool(0);
  herPhone = await nameDevice('her-own-phone', process.env.AUTH_SECRET ?? '');
  // The cost that a school has: a guess takes the server a quarter of a second.
  const hash = await hashPassword(PASSWORD, 12);
  const session = tokenHash(await tokenOf(cast.grace));
  await asSystem('test', async ({ tx }) => {
    await tx.execute(sql`update users set password_hash = ${hash}`);
    await tx.execute(sql`update sessions set device_hash = ${tokenHash(herPhone)} where token_hash = ${session}`);
  });
});
afterAll(() => closeDatabase());

const signIn = (password: string, headers: Record<string, string>) =>
  callAction({ token: null, path: '/sign-in', name: 'signIn', input: { identifier: 'THS-TCH-001', password }, headers });

const hers = () => ({ 'x-forwarded-for': '10.4.0.1', cookie: `device=${herPhone}` });

describe('while 200 places guess Grace’s password at once', () => {
  it('she signs in on her own phone before most of the guesses are even looked at, and none of the guesses does', async () => {
    const before = performance.now();
    expect((await signIn(PASSWORD, hers())).leadsTo).toContain('/today');
    const alone = performance.now() - before;
    let answered = 0;
    const guesses = Array.from({ length: 200 }, (_, place) =>
      // Every second of them says that it is a browser of hers.
      signIn(`guess ${place}`, { 'x-forwarded-for': `10.3.${place >> 7}.${place & 127}`, cookie: place % 2 ? `device=her-own-phone.${place}` : '' }).catch(() => null).finally(() => (answered += 1)));
    await new Promise((resolve) => setTimeout(resolve, 500));
    const started = performance.now();
    const answer = await signIn(PASSWORD, hers());
    const took = performance.now() - started;
    console.log(`signed in after ${Math.round(took)} ms under attack, ${Math.round(alone)} ms without`);
    expect(answer.leadsTo).toContain('/today');
    // She does not stand in their line: its length is what they, and not she, wait for.
    expect(200 - answered).toBeGreaterThan(50);
    const answers = await Promise.all(guesses);
    expect(answers.filter((one) => one?.leadsTo)).toEqual([]);
  });
});

describe('while 110 places ask to make the first admin of a school that is set up', () => {
  it('Grace signs in on her own phone each time, and nobody’s password is hashed for them', async () => {
    const person = { title: '', surname: 'Thief', firstName: 'A', gender: 'female', phone: '', email: '', password: 'seven tall palm trees', again: 'seven tall palm trees' };
    let refused = 0;
    const asks = Array.from({ length: 110 }, (_, place) =>
      callAction({ token: null, path: '/setup/admin', name: 'createFirstAdmin', input: person, headers: { 'x-forwarded-for': `10.6.0.${place}` } })
        .then(({ answer }) => answer?.code === 'NOT_FOUND' && (refused += 1)));
    const took: number[] = [];
    for (let time = 0; time < 4; time += 1) {
      const started = performance.now();
      const { leadsTo, answer } = await signIn(PASSWORD, hers());
      expect({ leadsTo, answer }).toEqual({ leadsTo: expect.stringContaining('/today'), answer: null });
      took.push(Math.round(performance.now() - started));
    }
    await Promise.all(asks);
    console.log(`signed in after ${took.join(', ')} ms while set-up was asked for`);
    expect(refused).toBe(110);
  });
});
