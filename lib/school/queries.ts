import { database, type Database, type Tx } from '@/db/client';
import { schools } from '@/db/schema';
import type { Actor } from '@/lib/platform/actor';
import { clock } from '@/lib/platform/clock';
import { schoolDay, type Day } from '@/lib/platform/dates';
import { AppError } from '@/lib/platform/errors';

export type School = typeof schools.$inferSelect;

const FRESH_MS = 5_000;
let kept: { at: number; school: Promise<School | null> } | null = null;
/** What was read last: the frame of every page stands on it while the database is away. */
let lastKnown: School | null = null;

/**
 * The school and its settings, or null before it was set up. One small row that every page shows: kept for five
 * seconds, so a changed setting acts at once enough. Inside a transaction give it: waiting there for a second
 * connection while others do the same would leave none for anybody.
 */
export function findSchool(tx?: Tx): Promise<School | null> {
  const now = clock.now().getTime();
  const school = kept && now - kept.at < FRESH_MS ? kept.school : readSchool(tx ?? database(), now);
  return tx ? school : school.catch((error: unknown) => lastKnown ?? Promise.reject(error));
}

function readSchool(on: Database | Tx, now: number): Promise<School | null> {
  const school = on.select().from(schools).limit(1).then((rows) => rows[0] ?? null);
  kept = { at: now, school };
  school.then((found) => (found ? (lastKnown = found) : (kept = null)), () => (kept = null));
  return school;
}

/** The school; throws when nobody has set it up. */
export async function getSchool(tx?: Tx): Promise<School> {
  const school = await findSchool(tx);
  if (!school) throw new Error('the school is not set up');
  return school;
}

/** Today on the school's wall calendar. */
export async function today(): Promise<Day> {
  return schoolDay(clock.now(), (await getSchool()).timeZone);
}

/** The school to act on, locked. Its settings are no secret: everybody signed in finds it. */
export async function getSchoolToChange(actor: Actor, _: unknown, tx: Tx): Promise<School> {
  const [school] = actor.kind === 'visitor' ? [] : await tx.select().from(schools).for('update');
  if (!school) throw new AppError('NOT_FOUND', 'The school is not set up.');
  return school;
}

/** After a change: whoever made it sees it at once. */
export async function afresh<T>(answer: T): Promise<T> {
  kept = null;
  return answer;
}

/** For tests and loaders that have just changed the row. */
export function forgetSchool(): void {
  kept = lastKnown = null;
}
