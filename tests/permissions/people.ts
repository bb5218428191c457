import { sql } from 'drizzle-orm';
import { asSystem } from '@/lib/platform/system';
import { signedIn, stranger } from '@/tests/support/people';
import type { Ids } from './cast';
import { places, type Who } from './world';

/** Everyone who asks: each account with a session, three dead sessions of Grace's, and a visitor. */
export async function everyone(ids: Ids): Promise<Who[]> {
  const people: Who[] = [];
  for (const [name, place] of Object.entries(places)) {
    people.push({
      name,
      label: name,
      standing: place.standing ?? 'works',
      caller: await signedIn({ id: ids.users[name] ?? '' }),
    });
  }
  const grace = { id: ids.users.grace ?? '' };
  const dead: [label: string, change: string][] = [
    ['grace, signed out', `ended_at = now()`],
    ['grace, past twelve hours', `expires_at = now() - interval '1 second'`],
    ['grace, idle for an hour', `last_seen_at = now() - interval '1 hour'`],
  ];
  for (const [label, change] of dead) {
    const caller = await signedIn(grace);
    await asSystem('test', ({ tx }) =>
      tx.execute(sql`update sessions set ${sql.raw(change)} where token_hash = ${caller.tokenHash}`),
    );
    people.push({ name: 'grace', label, standing: 'shut-out', caller });
  }
  const forged = { ...stranger, token: 'a-cookie-nobody-gave', tokenHash: Buffer.alloc(32, 7) };
  people.push({ name: 'nobody', label: 'a forged cookie', standing: 'shut-out', caller: forged });
  people.push({
    name: 'nobody',
    label: 'a visitor',
    standing: 'visitor',
    caller: { ...stranger, token: null },
  });
  return people;
}
