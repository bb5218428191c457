import { sql } from 'drizzle-orm';
import { database, type Tx } from '@/db/client';
import { isOffice, type Actor } from './actor';
import { withoutParameters } from './errors';

const ids = (set: Iterable<string>) => `{${[...set].join(',')}}`;

/**
 * Tells row-level security how far this actor reaches, until the end of the transaction.
 * It is the second wall: it catches a forgotten condition, it does not replace one.
 */
export function enter(tx: Tx, actor: Actor) {
  const person = actor.kind === 'person' ? actor : null;
  const seesAll = actor.kind === 'system' || isOffice(actor) ? 'on' : 'off';
  const students = person ? [...person.guardianOf, ...(person.studentId ? [person.studentId] : [])] : [];
  return tx.execute(sql`select set_config('app.sees_all', ${seesAll}, true),
    set_config('app.user', ${person?.id ?? ''}, true),
    set_config('app.students', ${ids(students)}, true),
    set_config('app.classes', ${ids(person?.teaches ?? [])}, true),
    set_config('app.form_classes', ${ids(person?.formClasses ?? [])}, true)`);
}

/** Runs reads with the actor's reach; joins the given transaction when the caller has one. */
export async function reading<T>(actor: Actor, tx: Tx | undefined, run: (tx: Tx) => Promise<T>): Promise<T> {
  if (tx) return run(tx);
  try {
    return await database().transaction(async (fresh) => {
      // Awaited: a Drizzle query starts only when it is asked for its result, so nothing else keeps this one first.
      await enter(fresh, actor);
      return run(fresh);
    });
  } catch (error) {
    throw withoutParameters(error);
  }
}
