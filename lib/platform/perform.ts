import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { database, type Tx } from '@/db/client';
import { loadActor, visitor, type Actor } from './actor';
import { can, type Permission } from './authz';
import { clock } from './clock';
import { AppError, isUnavailable, type ActionResult } from './errors';
import { writeEvents, type RecordedEvent } from './events';
import { parseInput } from './input';
import { countUse, type Limit } from './limits';
import { logger } from './logger';
import { enter } from './scope';
import { keyedHash } from './secrets';

export type Context = {
  tx: Tx;
  actor: Actor;
  now: Date;
  requestId: string;
  /** Where the request came from and on what, as the proxy told us. */
  from: Pick<Caller, 'address' | 'device' | 'deviceHash'>;
  record: (event: RecordedEvent) => void;
};

export type Definition<Input extends z.ZodType, Subject, Output, Prepared = void> = {
  name: string;
  input: Input;
  /** Loads the thing acted on through the actor; absent for acts on the actor's own account. */
  subject?: (actor: Actor, input: z.output<Input>, tx: Tx) => Promise<Subject>;
  allow: Permission<Subject>;
  /** Slow work that needs no connection, such as hashing a password; it runs before the transaction. */
  prepare?: (input: z.output<Input>, caller: Caller) => Promise<Prepared>;
  run: (context: Context, input: z.output<Input>, subject: Subject, prepared: Prepared) => Promise<Output>;
  limit?: Limit;
  /** A public form: no session is asked for. */
  forVisitors?: true;
  /** First-run set-up: the visitor comes with the set-up token that their browser has shown. */
  bySetup?: true;
  /** Allowed while a one-time password still has to be replaced. */
  beforePasswordChoice?: true;
  /** Allowed while a second factor still has to be set up. */
  beforeEnrolment?: true;
  /** The answer holds a password or token: it is given once and never kept for a repeat. */
  isSecret?: true;
  /** Why this write leaves no event. */
  quiet?: string;
};

export type Caller = {
  /** SHA-256 of the session cookie, or null without one. */
  tokenHash: Buffer | null;
  address: string;
  device: string;
  /** SHA-256 of the cookie that names this browser across sign-ins. */
  deviceHash: Buffer | null;
  requestId: string;
  /** SHA-256 of the cookie of a sign-in that waits for its code. */
  pendingHash?: Buffer | null;
  /** SHA-256 of the set-up token this browser has shown. */
  setupHash?: Buffer | null;
};

const memberLimit: Limit = { points: 240, seconds: 60 };
const visitorLimit: Limit = { points: 30, seconds: 60 };

/**
 * The write path: limit, input, one transaction, actor, operation id, subject, permission, act, events.
 * Returns expected failures with a sentence; anything else is logged and answered as INTERNAL with a reference.
 */
export async function perform<Input extends z.ZodType, Subject, Output, Prepared = void>(
  definition: Definition<Input, Subject, Output, Prepared>,
  caller: Caller,
  raw: unknown,
): Promise<ActionResult<Output>> {
  try {
    const limit = definition.limit ?? (caller.tokenHash ? memberLimit : visitorLimit);
    await countUse(definition.name, caller.tokenHash?.toString('base64') ?? caller.address, limit);
    const { operationId, input } = parseInput(definition.input, raw);
    const prepared = definition.prepare ? await definition.prepare(input, caller) : (undefined as Prepared);
    const request = { operationId, input, prepared };
    const data = await database().transaction((tx) => inTransaction(definition, caller, request, tx));
    return { ok: true, data };
  } catch (error) {
    if (error instanceof Denied) await noteDenial(error, definition.name, caller);
    return failure(error, definition.name, caller.requestId);
  }
}

async function inTransaction<Input extends z.ZodType, Subject, Output, Prepared>(
  definition: Definition<Input, Subject, Output, Prepared>,
  caller: Caller,
  { operationId, input, prepared }: { operationId: string | null; input: z.output<Input>; prepared: Prepared },
  tx: Tx,
): Promise<Output> {
  const actor = await identify(definition, caller, tx);
  await enter(tx, actor);
  const actorKey = actor.kind === 'person' ? actor.id : `visitor:${caller.address}`;
  const earlier = operationId && (await claimOperation(tx, { actorKey, operationId, name: definition.name, input }));
  if (earlier && definition.isSecret) throw new AppError('CONFLICT', 'This was done already. Reload the page to see where things stand.');
  if (earlier) return earlier.result as Output;

  const subject = definition.subject ? await definition.subject(actor, input, tx) : (undefined as Subject);
  if (!can(actor, definition.allow, subject)) {
    throw new Denied(actor, `You may not ${definition.allow.says}.`);
  }
  const recorded: RecordedEvent[] = [];
  const { requestId, address, device, deviceHash } = caller;
  const context: Context = {
    tx, actor, requestId, now: clock.now(), from: { address, device, deviceHash }, record: (event) => recorded.push(event),
  };
  const result = await definition.run(context, input, subject, prepared);
  if (recorded.length === 0 && !definition.quiet && process.env.NODE_ENV !== 'production') {
    throw new Error(`${definition.name} changed something and recorded no event`);
  }
  if (recorded.length > 0 || operationId) {
    await writeEvents(tx, context, recorded, operationId ? { actorKey, operationId, result: definition.isSecret ? null : result } : undefined);
  }
  return result;
}

/** The answer of `can()` was no. */
class Denied extends AppError {
  constructor(readonly actor: Actor, message: string) {
    super('FORBIDDEN', message);
  }
}

/** Refused attempts belong to the history (ASVS V16.3.2). The refused act's own transaction is gone, so this has one of its own. */
async function noteDenial({ actor, message }: Denied, action: string, { requestId }: Caller): Promise<void> {
  const event: RecordedEvent = { name: 'access.denied', subjectId: action, tables: [], scopes: [], detail: { action, message } };
  await database()
    .transaction((tx) => writeEvents(tx, { actor, requestId }, [event]))
    .catch((error: unknown) => logger.error({ requestId, err: error }, 'a denial could not be written down'));
}

async function identify(
  definition: { forVisitors?: true; bySetup?: true; beforePasswordChoice?: true; beforeEnrolment?: true },
  caller: Caller,
  tx: Tx,
): Promise<Actor> {
  const person = caller.tokenHash ? await loadActor({ tokenHash: caller.tokenHash }, tx, true) : null;
  if (!person) {
    if (definition.bySetup && caller.setupHash) return { ...visitor, setup: caller.setupHash };
    if (definition.forVisitors) return visitor;
    throw new AppError('UNAUTHENTICATED', 'Your sign-in has ended. Sign in again; what you typed is kept on this page.');
  }
  if (person.mustChoosePassword && !definition.beforePasswordChoice && !definition.forVisitors) {
    throw new AppError('FORBIDDEN', 'Choose a new password first.');
  }
  if (person.mustEnrol && !definition.beforeEnrolment && !definition.forVisitors) {
    throw new AppError('FORBIDDEN', 'Set up your second sign-in step first.');
  }
  return person;
}

/** Takes the operation id for this transaction; a repeat waits for the first and gets its answer. */
async function claimOperation(
  tx: Tx,
  { actorKey, operationId, name, input }: { actorKey: string; operationId: string; name: string; input: unknown },
): Promise<{ result: unknown } | null> {
  const inputHash = keyedHash(name, JSON.stringify(input));
  const taken = await tx.execute(sql`
    insert into operations (actor_key, operation_id, action, input_hash)
    values (${actorKey}, ${operationId}, ${name}, ${inputHash}) on conflict do nothing returning 1`);
  if (taken.length > 0) return null;
  const [earlier] = await tx.execute<{ input_hash: Buffer; result: unknown }>(sql`
    select input_hash, result from operations where actor_key = ${actorKey} and operation_id = ${operationId}`);
  if (!earlier || !Buffer.from(earlier.input_hash).equals(inputHash)) {
    throw new AppError('CONFLICT', 'This form was already sent with other contents. Reload the page and try again.');
  }
  return { result: earlier.result };
}

function failure(error: unknown, name: string, requestId: string): ActionResult<never> {
  if (error instanceof AppError) {
    if (error.code === 'FORBIDDEN') logger.warn({ requestId, name, code: error.code }, 'denied');
    return { ok: false, code: error.code, message: error.message, ...error.details };
  }
  logger.error({ requestId, name, err: error }, 'action failed');
  if (isUnavailable(error)) {
    return {
      ok: false, code: 'UNAVAILABLE', ref: requestId,
      message: 'Not saved yet: the school’s server is busy or restarting. It will be tried again.',
    };
  }
  return {
    ok: false, code: 'INTERNAL', ref: requestId,
    message: `This could not be saved, and it is our fault. Tell the office this reference: ${requestId}`,
  };
}
