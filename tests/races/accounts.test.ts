import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, it, vi } from 'vitest';
import type { Cast } from '@/db/seed/school';
import * as actions from '@/lib/accounts/actions';
import { acceptInvitation } from '@/lib/accounts/invitations/actions';
import { askReset, resetPassword } from '@/lib/accounts/resets/actions';
import * as factor from '@/lib/accounts/second-factor/actions';
import { unsealed } from '@/lib/accounts/second-factor/queries';
import { codeAt } from '@/lib/accounts/second-factor/rules';
import { writers } from '@/lib/jobs';
import { addStaff } from '@/lib/people/staff/actions';
import { clock } from '@/lib/platform/clock';
import { sendNextLetter } from '@/lib/platform/mail/outbox';
import { perform, type Caller } from '@/lib/platform/perform';
import { tokenHash } from '@/lib/platform/secrets';
import { asSystem } from '@/lib/platform/system';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { everybodyChose } from '@/tests/support/passwords';
import { count, seed, signedIn, stranger } from '@/tests/support/people';
import { MANY, run, type Attempt, type Race } from './race';

const PASSWORD = 'calm river stone 11';
const CHOSEN = 'seven tall palm trees';
const plenty = { points: 1e6, seconds: 1 };
let db: TestDatabase;
let cast: Cast;
let now = new Date();
let codes: string[] = [];
let place = 0;
const somewhere = (): Caller => ({ ...stranger, address: `10.8.${Math.floor((place += 1) / 250)}.${place % 250}` });
const wait = (seconds: number) => void (now = new Date(now.getTime() + seconds * 1_000));

beforeAll(async () => {
  vi.spyOn(clock, 'now').mockImplementation(() => now);
  db = await testDatabase();
  cast = await seed();
  await everybodyChose(PASSWORD);
  await asSystem('test', ({ tx }) => tx.execute(sql`update users set email = lower(username) || '@example.ng'`));
  await perform({ ...factor.startSecondFactor.definition, limit: plenty }, await signedIn(cast.grace), { confirmPassword: PASSWORD });
  const answer = await perform({ ...factor.confirmSecondFactor.definition, limit: plenty }, await signedIn(cast.grace), { code: await phone() });
  codes = answer.ok ? answer.data.codes : [];
});
afterAll(() => db.close());
beforeEach(() => {
  vi.spyOn(clock, 'now').mockImplementation(() => now);
  wait(60);
});
afterEach(() => vi.restoreAllMocks());

const phone = () => asSystem('test', async ({ tx }) => {
  const [row] = await tx.execute<{ sealed: Buffer }>(sql`select coalesce(pending_secret, sealed_secret) as sealed from second_factors where user_id = ${cast.grace.id}`);
  return codeAt(unsealed(Buffer.from(row?.sealed ?? ''), cast.grace.id), now);
});
async function letter(path: string): Promise<string> {
  const texts: string[] = [];
  while (await sendNextLetter(writers, async (mail) => void texts.push(mail.text)));
  return texts.flatMap((text) => new RegExp(`/${path}/([\\w-]+)`).exec(text)?.[1] ?? [])[0] ?? '';
}
const times = (act: (caller: Caller) => ReturnType<Attempt>): Attempt[] => Array.from({ length: MANY }, () => () => act(somewhere()));
/** Browsers that have shown Grace's password; each its own known device, so that guesses from strange ones are not what is counted. */
async function waiting(): Promise<Caller[]> {
  const callers: Caller[] = [];
  for (let one = 0; one < 20; one += 1) {
    const caller = somewhere();
    const answer = await perform({ ...actions.signIn.definition, limit: plenty }, caller, { identifier: cast.grace.username, password: PASSWORD });
    if (!answer.ok || !('pending' in answer.data)) throw new Error(JSON.stringify(answer));
    callers.push({ ...caller, pendingHash: tokenHash(answer.data.pending) });
  }
  return callers;
}
const confirm = (caller: Caller, code: string) => perform({ ...actions.confirmSignIn.definition, limit: plenty }, caller, { code });
const entered = (data: unknown) => typeof data === 'object' && data !== null && 'token' in data;
const used = (name: string) => count('events', `name = '${name}'`);

const races: Race[] = [
  {
    what: 'an invitation', losers: ['LOCKED', 'CONFLICT'], state: () => count('users', `email = 'dare@example.ng' and status = 'active'`), left: 1,
    attempts: async () => {
      const person = { title: 'Mr', surname: 'Ọ̀ṣúnlàjà', firstName: 'Dáre', gender: 'male', role: 'teacher', phone: '', email: 'dare@example.ng', invite: 'on' };
      await perform(addStaff.definition, await signedIn(cast.admin), person);
      const token = await letter('accept-invitation');
      return times((caller) => perform({ ...acceptInvitation.definition, limit: plenty }, caller, { token, password: CHOSEN, again: CHOSEN }));
    },
  },
  {
    what: 'a reset link', losers: ['LOCKED', 'CONFLICT'], state: () => count('account_links', `purpose = 'reset' and used_at is not null`), left: 1,
    attempts: async () => {
      await perform({ ...askReset.definition, limit: plenty }, somewhere(), { identifier: cast.mrObi.username });
      const token = await letter('reset-password');
      return times((caller) => perform({ ...resetPassword.definition, limit: plenty }, caller, { token, password: CHOSEN, again: CHOSEN }));
    },
  },
  {
    what: 'a code of the phone', hasWon: entered, losers: ['ok'], state: () => used('accounts.signed-in'), left: 1,
    attempts: async () => {
      const [callers, code] = [await waiting(), await phone()];
      return callers.map((caller) => () => confirm(caller, code));
    },
  },
  {
    what: 'a recovery code', hasWon: entered, losers: ['ok', 'LIMITED'], state: () => used('accounts.recovery-code-used'), left: 1,
    attempts: async () => {
      await asSystem('test', ({ tx }) => tx.execute(sql`update users set unlocks = unlocks + 1 where id = ${cast.grace.id}`));
      return (await waiting()).map((caller) => () => confirm(caller, codes[0] ?? ''));
    },
  },
];

it.each(races)('many use $what at once: one gets in, everybody else a sentence', async (race) => run(race), 120_000);
