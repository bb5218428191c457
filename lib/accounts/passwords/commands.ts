import { and, eq, ne } from 'drizzle-orm';
import { database } from '@/db/client';
import { schools, users } from '@/db/schema';
import { requirePerson, type Person, type Role } from '@/lib/platform/actor';
import { env } from '@/lib/platform/env';
import { AppError, type FieldErrors } from '@/lib/platform/errors';
import { hashPassword, passwordMatches, refuseWhenCrowded, type Lane } from '@/lib/platform/hashing';
import { networkOf } from '@/lib/platform/network';
import type { Asked, Caller, Context } from '@/lib/platform/perform';
import { oneTimeHash, oneTimePassword, sameBytes } from '@/lib/platform/secrets';
import { withdrawLinks } from '../links/commands';
import { findCredentials } from '../queries';
import { passwordProblem } from '../rules';
import { endSessions, openSession } from '../sessions/commands';
import { forgetFailures, knownDevice, noteFailure, waitTurn } from '../throttle';

// The hash of nothing anyone knows: an unknown name costs the same time as a known one.
const nobody = '$2b$12$C6UzMDM.H6dfI/f/IKcEe.5x1EX1oGbQ5dPpbKHbvAXGZy3C2EFbu';

type Typed = { identifier: string; password: string };

export type Checked = { userId: string; hash: Buffer | string } | null;

/** Before a sign-in: whose password it is. */
export const prepareSignIn = (input: Typed, { caller }: Asked<void>): Promise<Checked> => checkPassword(input, caller);

/** Checks a password without a transaction; slows down the place that keeps guessing, and lets the owner's own browser go first. */
export async function checkPassword(input: Typed, caller: Caller): Promise<Checked> {
  // In a browser without our cookie nobody has signed in: once the line is full, a flood of such costs no query.
  if (!caller.deviceHash) refuseWhenCrowded('unknown');
  const account = await findCredentials(input.identifier);
  const userId = account?.id ?? null;
  const attempt = {
    userId, unlocks: account?.unlocks ?? 0, identifier: input.identifier, network: networkOf(caller.address),
    knownDevice: await knownDevice(userId, caller.deviceHash),
  };
  await waitTurn(attempt);
  const chosen = await passwordMatches(input.password, account?.passwordHash ?? nobody, laneOf(userId, attempt.knownDevice));
  const once = account?.oneTimeHash && sameBytes(oneTimeHash(input.password), Buffer.from(account.oneTimeHash));
  const hash = account?.passwordHash && chosen ? account.passwordHash : once ? Buffer.from(account.oneTimeHash ?? '') : null;
  if (!account || !hash) {
    await noteFailure(attempt);
    return null;
  }
  await forgetFailures(attempt);
  return { userId: account.id, hash };
}

const laneOf = (userId: string | null, knownDevice: string | null): Lane => (userId && knownDevice ? { account: userId } : 'unknown');

/** Asks for the present password (an unlocked phone is not enough), then hashes the new one. */
export async function prepareChosenPassword(input: { current?: string; password: string }, { caller, actor }: Asked): Promise<string> {
  const person = requirePerson(actor);
  if (!person.mustChoosePassword) {
    await checkOwn(person, caller, { password: input.current ?? '', fields: { current: 'That is not your present password.' } });
  }
  const { id, roles, name, username } = person;
  return hashChosen(input.password, { userId: id, roles, words: [...name.split(' '), username], caller });
}

type Choosing = { /** Null while the account does not exist yet. */ userId: string | null; roles: Iterable<Role>; words: string[]; caller: Caller };

/** The hash of a password somebody chooses; throws INVALID for one that is too easy before it costs anything. */
export async function hashChosen(password: string, { userId, roles, words, caller }: Choosing): Promise<string> {
  const [school] = await database().select({ shortName: schools.shortName }).from(schools);
  const problem = passwordProblem(password, { roles, words: [...words, school?.shortName ?? ''] });
  if (problem) throw new AppError('INVALID', 'Please look at the marked fields.', { fields: { password: problem } });
  return hashPassword(password, env().BCRYPT_ROUNDS, laneOf(userId, await knownDevice(userId, caller.deviceHash)));
}

/** Asks the one who acts for their own password again (the "re" of the authorization table). */
export async function confirmOwnPassword(input: { confirmPassword: string }, { caller, actor }: Asked): Promise<void> {
  await checkOwn(requirePerson(actor), caller, { password: input.confirmPassword, fields: { confirmPassword: 'That is not your own password.' } });
}

/** Throws INVALID with these sentences when it is not the person's own password. */
async function checkOwn(actor: Person, caller: Caller, { password, fields }: { password: string; fields: FieldErrors }): Promise<void> {
  const checked = await checkPassword({ identifier: actor.username, password }, caller);
  if (checked?.userId !== actor.id) throw new AppError('INVALID', 'Please look at the marked fields.', { fields });
}

export type IssuedPassword = { name: string; username: string; password: string };

/** Replaces a lost password by a new first one, shown once; whoever knew the old one is signed out. */
export async function issuePassword(ctx: Context, _: unknown, account: Subject): Promise<IssuedPassword> {
  if (account.status === 'suspended' || account.status === 'disabled') {
    throw new AppError('LOCKED', `This account is ${account.status}. Reactivate it first.`);
  }
  const password = oneTimePassword();
  await ctx.tx.update(users).set({ passwordHash: null, oneTimeHash: oneTimeHash(password) }).where(eq(users.id, account.id));
  await withdrawLinks(ctx, account.id);
  await endSessions(ctx, account.id, { reason: 'password-issued' });
  ctx.record({ name: 'accounts.password-issued', subjectId: account.id, tables: ['users'], scopes: [`user:${account.id}`], detail: {}, mail: true });
  return { name: account.name, username: account.username, password };
}

type Subject = { id: string; status: string; name: string; username: string };

/** Replaces the password, ends the person's other sessions and rotates this one. */
export async function choosePassword(ctx: Context, _input: unknown, _subject: void, hash: string) {
  const actor = requirePerson(ctx.actor);
  await ctx.tx.update(users)
    .set({ passwordHash: hash, oneTimeHash: null, status: 'active' })
    .where(and(eq(users.id, actor.id), ne(users.status, 'suspended')));
  await withdrawLinks(ctx, actor.id);
  await endSessions(ctx, actor.id, { reason: 'password-changed' });
  ctx.record({
    name: 'accounts.password-chosen', subjectId: actor.id, tables: ['users'], scopes: [`user:${actor.id}`], detail: {},
    ...(actor.mustChoosePassword ? {} : { mail: true as const }),
  });
  return openSession(ctx, actor.id);
}
