import { sql } from 'drizzle-orm';
import { database } from '@/db/client';
import { seedSchool, type Cast } from '@/db/seed/school';
import { openSession } from '@/lib/accounts/sessions/commands';
import { loadActor, type Person } from '@/lib/platform/actor';
import { clock } from '@/lib/platform/clock';
import { schoolDay } from '@/lib/platform/dates';
import type { Caller } from '@/lib/platform/perform';
import { tokenHash } from '@/lib/platform/secrets';
import { asSystem } from '@/lib/platform/system';

/** Today in Lagos. */
export const today = () => schoolDay(clock.now(), 'Africa/Lagos');

/** The cast in the open database. */
export function seed(): Promise<Cast> {
  return asSystem('seed', ({ tx }) => seedSchool(tx, today()));
}

/** Signs a person in by inserting a session, and says so to `perform()`. */
export async function signedIn(person: { id: string }): Promise<Caller & { token: string }> {
  const { token } = await asSystem('test', (ctx) => openSession(ctx, person.id));
  return { token, tokenHash: tokenHash(token), deviceHash: null, address: '127.0.0.1', device: 'test', requestId: 'test' };
}

/** The person as policies see them. */
export async function actorOf(person: { id: string }): Promise<Person> {
  const { tokenHash: hash } = await signedIn(person);
  const actor = hash ? await loadActor({ tokenHash: hash }) : null;
  if (!actor) throw new Error('this person may not sign in');
  return actor;
}

export const stranger: Caller = { tokenHash: null, deviceHash: null, address: '127.0.0.1', device: 'test', requestId: 'test' };

/** Counts rows as the system, past every wall. */
export async function count(table: string, where = 'true'): Promise<number> {
  return asSystem('count', async ({ tx }) => {
    const [row] = await tx.execute<{ n: number }>(sql.raw(`select count(*)::int as n from ${table} where ${where}`));
    return row?.n ?? 0;
  });
}

export { database };
