import { sql } from 'drizzle-orm';
import { nigerianLevels } from '@/db/seed/curriculum';
import { database, type Tx } from '@/db/client';
import type { Actor } from '@/lib/platform/actor';
import { AppError } from '@/lib/platform/errors';
import { sameBytes } from '@/lib/platform/secrets';
import type { Progress } from './rules';

let isDone = false;

/** Whether there is a super admin: once there is, set-up is over for ever, and this is not asked again. */
export async function isSetUp(tx?: Tx): Promise<boolean> {
  if (isDone) return true;
  const [row] = await (tx ?? database()).execute<{ done: boolean }>(sql`
    select exists (select 1 from user_roles where role = 'super-admin') as done`);
  isDone = row?.done === true;
  return isDone;
}

const over = () => new AppError('NOT_FOUND', 'This school is set up. Sign in instead.');

/** Set-up as it stands, held so that two browsers go one after the other; NOT_FOUND as soon as somebody can sign in. */
export async function getSetup(_: Actor, _input: unknown, tx: Tx) {
  // Whoever asks a school that is set up holds no lock that the next one waits for.
  if (await isSetUp(tx)) throw over();
  const [row] = await tx.execute<{ token_hash: Buffer; done: boolean }>(sql`
    select token_hash, exists (select 1 from user_roles where role = 'super-admin') as done from setup for update`);
  if (!row || row.done) throw over();
  return { tokenHash: Buffer.from(row.token_hash) };
}

/** As `getSetup`, for a browser that has shown the token. */
export async function getGrantedSetup(actor: Actor, input: unknown, tx: Tx) {
  const setup = await getSetup(actor, input, tx);
  const shown = actor.kind === 'visitor' ? actor.setup : undefined;
  if (!shown || !sameBytes(shown, setup.tokenHash)) {
    throw new AppError('UNAUTHENTICATED', 'This browser has not shown the set-up token, or a newer one was made. Open /setup again.');
  }
  return setup;
}

/** How far set-up has come, for a browser that has shown the token; null for any other. */
export async function findProgress(shown: Buffer | null): Promise<Progress | null> {
  const [row] = await database().execute<Progress & { token_hash: Buffer }>(sql`
    select token_hash, branding_done_at is not null as "hasBranding", exists (select 1 from schools) as "hasSchool",
      exists (select 1 from terms where state = 'active') as "hasTerm", exists (select 1 from classes) as "hasClasses"
    from setup where not exists (select 1 from user_roles where role = 'super-admin')`);
  if (!row || !shown || !sameBytes(shown, Buffer.from(row.token_hash))) return null;
  const { token_hash: _hash, ...progress } = row;
  return progress;
}

/** The levels most schools have, with their place in the list. */
export function usualLevels(): { name: string; stage: string }[] {
  return nigerianLevels;
}
