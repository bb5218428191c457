import postgres from 'postgres';
import { closeDatabase, openDatabase } from '@/db/client';
import { pupil, seedSchool, type Cast } from '@/db/seed/school';
import { openSession } from '@/lib/accounts/sessions/commands';
import { asSystem } from '@/lib/platform/system';
import { today } from './people';

/** Settings of the running school that the journeys talk to. */
export function running() {
  const { APP_URL, DATABASE_URL, REALTIME_PORT } = process.env;
  if (!APP_URL || !DATABASE_URL || !REALTIME_PORT) throw new Error('journeys need a running school: run npm test');
  return { appUrl: APP_URL, databaseUrl: DATABASE_URL, realtimePort: Number(REALTIME_PORT) };
}

// What happened stays: the sidecar and the worker remember their place in it.
const KEPT = new Set(['events', 'event_feed', 'history_checks']);

/** Empties the running school and fills it with the cast; 2A gets `extra` more students. */
export async function freshSchool(extra = 38): Promise<Cast> {
  const { databaseUrl } = running();
  const owner = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  const tables = await owner<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'public'`;
  const emptied = tables.map((table) => table.name).filter((name) => !KEPT.has(name));
  await owner.unsafe(`truncate ${emptied.map((name) => `"${name}"`).join(', ')} cascade`).catch(async () => {
    // `cascade` reaches no kept table today; if it ever does, this says so instead of silently emptying it.
    throw new Error('a kept table refers to an emptied one');
  });
  await owner.end();
  openDatabase(databaseUrl, { max: 5 });
  return asSystem('seed', async ({ tx }) => {
    const cast = await seedSchool(tx, today());
    for (let number = 11; number < 11 + extra; number += 1) {
      const name = { surname: 'Ọládípọ̀', firstName: `Student ${number}` };
      await pupil(tx, name, { classId: cast.class2A.id, number, startsOn: cast.term.startsOn });
    }
    return cast;
  });
}

/** A signed-in cookie value, by inserting the session. */
export async function tokenOf(person: { id: string }): Promise<string> {
  const { token } = await asSystem('test', (ctx) => openSession(ctx, person.id));
  return token;
}

export { closeDatabase };
