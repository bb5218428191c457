import { sql } from 'drizzle-orm';
import { database, type Database, type Tx } from '@/db/client';
import { AppError } from './errors';

export const roles = ['super-admin', 'admin', 'teacher', 'student', 'parent'] as const;
export type Role = (typeof roles)[number];

/** `setup` is the hash of the set-up token this browser has shown, where an act asks for it. */
export type Visitor = { kind: 'visitor'; setup?: Buffer };
/** A job or script; `onBehalfOf` is the person who asked for it and answers for it. */
export type SystemActor = { kind: 'system'; job: string; onBehalfOf?: string };

/** A signed-in person with the facts that policies need, read from the database for this request. */
export type Person = {
  kind: 'person';
  id: string;
  sessionId: string;
  username: string;
  name: string;
  roles: ReadonlySet<Role>;
  /** Classes taught now, as class teacher or in a subject. */
  teaches: ReadonlySet<string>;
  /** Of these the person is class teacher. */
  formClasses: ReadonlySet<string>;
  guardianOf: ReadonlySet<string>;
  /** Classes a student, or a guardian's children, belong to now. */
  memberOf: ReadonlySet<string>;
  studentId: string | null;
  mustChoosePassword: boolean;
  /** The role asks for a second factor and there is none yet. */
  mustEnrol: boolean;
};

export type Actor = Visitor | SystemActor | Person;

export const visitor: Visitor = { kind: 'visitor' };

/** The head and the office: they work for the whole school. */
export function isOffice(actor: Actor): boolean {
  return actor.kind === 'person' && belongsToOffice(actor.roles);
}

/** Whether these roles are of somebody who runs the school. */
export function belongsToOffice(roles: Iterable<string>): boolean {
  return [...roles].some((role) => role === 'super-admin' || role === 'admin');
}

/** Whose act it is in the records: the person, also where a job does their work; null for the system itself. */
export function answerableId(actor: Actor): string | null {
  if (actor.kind === 'person') return actor.id;
  return actor.kind === 'system' ? (actor.onBehalfOf ?? null) : null;
}

/** The person who acts; throws UNAUTHENTICATED for anyone else. */
export function requirePerson(actor: Actor): Person {
  if (actor.kind !== 'person') throw new AppError('UNAUTHENTICATED', 'Sign in first.');
  return actor;
}

type Key = { tokenHash: Buffer } | { sessionId: string };

type LoadedActor = {
  sessionId: string; id: string; username: string; name: string; mustChoosePassword: boolean; mustEnrol: boolean; roles: Role[];
  teaches: string[]; formClasses: string[]; guardianOf: string[]; memberOf: string[]; studentId: string | null;
};

/**
 * The person behind a session, or null when the session has ended, expired or idled out, or its owner may not sign in.
 * `hold` share-locks the person's row, so that nobody loses a right between the check and the write. Only an act of the
 * person keeps the session from idling out: what is held is one, unless it says that a page does it by itself.
 */
export async function loadActor(
  key: Key,
  on: Database | Tx = database(),
  hold = false,
  isAct = hold,
): Promise<Person | null> {
  const token = 'tokenHash' in key ? key.tokenHash : null;
  const session = 'sessionId' in key ? key.sessionId : null;
  const [row] = await on.execute<{ actor: LoadedActor | null }>(
    sql`select load_actor(${token}::bytea, ${session}::uuid, ${hold}, ${isAct}) as actor`,
  );
  return row?.actor ? asPerson(row.actor) : null;
}

/** A person with what the frame of every page shows; `seq` is the newest place in the feed, `unread` counts to 99. */
export type PageFrame = { person: Person; seq: number; unread: number };

/** What a page needs before its own data, in one round trip; null as `loadActor`. Opening it is an act of the person. */
export async function loadPageFrame(tokenHash: Buffer, isAct = true): Promise<PageFrame | null> {
  const [row] = await database().execute<{ frame: (Omit<PageFrame, 'person'> & { actor: LoadedActor }) | null }>(
    sql`select open_page(${tokenHash}::bytea, ${isAct}) as frame`,
  );
  if (!row?.frame) return null;
  const { actor, ...frame } = row.frame;
  return { ...frame, person: asPerson(actor) };
}

function asPerson(found: LoadedActor): Person {
  return {
    ...found,
    kind: 'person',
    roles: new Set(found.roles),
    teaches: new Set(found.teaches),
    formClasses: new Set(found.formClasses),
    guardianOf: new Set(found.guardianOf),
    memberOf: new Set(found.memberOf),
  };
}
