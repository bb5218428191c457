import type { z } from 'zod';
import { database, type Tx } from '@/db/client';
import { loadActor, visitor, type Actor } from './actor';
import { can, type Permission } from './authz';
import { clock } from './clock';
import { noteWrite } from './disk';
import { AppError, isOvertaken, isTaken, isUnavailable, type ActionResult } from './errors';
import { writeEvents, type RecordedEvent } from './events';
import { parseInput } from './input';
import { countUse, type Limit } from './limits';
import { forgetSession, sessionKey } from './known-sessions';
import { logger } from './logger';
import { networkOf } from './network';
import { claimOperation, wasDone, type Operation } from './operations';
import { enter } from './scope';

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
  /**
   * Slow work that needs no connection (hashing, the store, mail), outside any transaction. Session, subject, state and
   * permission were looked at before, and are looked at again afterwards: whoever is refused has cost nothing slow.
   */
  prepare?: (input: z.output<Input>, asked: Asked<Subject>) => Promise<Prepared>;
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
  /** A page does this by itself: it keeps no session from idling out. */
  inBackground?: true;
};

/** Who asks for what, as the first look found them. */
export type Asked<Subject = unknown> = { caller: Caller; actor: Actor; subject: Subject };

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
 * The write path: limit, input, slow preparation, one transaction, actor, operation id, subject, permission, act, events.
 * Returns expected failures with a sentence; anything else is logged and answered as INTERNAL with a reference.
 */
export async function perform<Input extends z.ZodType, Subject, Output, Prepared = void>(
  definition: Definition<Input, Subject, Output, Prepared>,
  caller: Caller,
  raw: unknown,
): Promise<ActionResult<Output>> {
  try {
    await countCaller(definition, caller);
    const request = parseInput(definition.input, raw);
    const prepared = definition.prepare ? await prepare(definition, caller, request) : undefined;
    const act = () => database().transaction((tx) => inTransaction(definition, caller, { ...request, prepared }, tx));
    // Nothing of the first try is left, and the second sees what was in the way: its own check then finds the sentence.
    const data = await act().catch((error: unknown) => (isOvertaken(error) ? act() : Promise.reject(error)));
    noteWrite(null);
    return { ok: true, data };
  } catch (error) {
    if (error instanceof Denied) await noteDenial(error, definition.name, caller);
    return failure(error, definition.name, caller.requestId);
  }
}

/** A cookie is a limit of its own only when it is of a session; whoever makes one up is counted by the address. */
async function countCaller({ name, limit }: { name: string; limit?: Limit }, { tokenHash, address }: Caller): Promise<void> {
  const session = tokenHash && (await sessionKey(tokenHash));
  await countUse(name, session ?? networkOf(address), limit ?? (session ? memberLimit : visitorLimit));
}

type Request<Input> = { operationId: string | null; input: Input };
/** Absent where nothing has to be prepared; null for a repeat of what was done, which prepares nothing. */
type Preparation<Prepared> = { value: Prepared } | null | undefined;

/** The first look, in a short transaction of its own (none for a visitor who acts on nothing), then the slow work. */
async function prepare<Input extends z.ZodType, Subject, Output, Prepared>(
  definition: Definition<Input, Subject, Output, Prepared>,
  caller: Caller,
  request: Request<z.output<Input>>,
): Promise<Preparation<Prepared>> {
  const { prepare: slowWork } = definition;
  if (!slowWork) return undefined;
  const asked = !caller.tokenHash && !definition.subject && definition.forVisitors
    ? allowed(definition, visitor, undefined as Subject)
    : await database().transaction(async (tx) => {
        const actor = await identify(definition, caller, tx);
        await enter(tx, actor);
        const operation = operationOf(definition, caller, actor, request);
        if (operation && (await wasDone(tx, operation))) return null;
        return allowed(definition, actor, await subjectOf(definition, actor, request.input, tx));
      });
  return asked && { value: await slowWork(request.input, { caller, ...asked }) };
}

async function inTransaction<Input extends z.ZodType, Subject, Output, Prepared>(
  definition: Definition<Input, Subject, Output, Prepared>,
  caller: Caller,
  { prepared, ...request }: Request<z.output<Input>> & { prepared: Preparation<Prepared> },
  tx: Tx,
): Promise<Output> {
  const actor = await identify(definition, caller, tx);
  await enter(tx, actor);
  const operation = operationOf(definition, caller, actor, request);
  const earlier = operation && (await claimOperation(tx, operation));
  if (earlier && definition.isSecret) throw new AppError('CONFLICT', 'This was done already. Reload the page to see where things stand.');
  if (earlier) return earlier.result as Output;
  if (prepared === null) throw new AppError('CONFLICT', 'This was changed a moment ago. Try again.');

  const { subject } = allowed(definition, actor, await subjectOf(definition, actor, request.input, tx));
  const recorded: RecordedEvent[] = [];
  const { requestId, address, device, deviceHash } = caller;
  const context: Context = {
    tx, actor, requestId, now: clock.now(), from: { address, device, deviceHash }, record: (event) => recorded.push(event),
  };
  // Without `prepare` the type of what it makes is void.
  const result = await definition.run(context, request.input, subject, prepared?.value as Prepared);
  if (recorded.length === 0 && !definition.quiet && process.env.NODE_ENV !== 'production') {
    throw new Error(`${definition.name} changed something and recorded no event`);
  }
  if (recorded.length > 0 || operation) {
    await writeEvents(tx, context, recorded, operation ? { ...operation, result: definition.isSecret ? null : result } : undefined);
  }
  return result;
}

function operationOf({ name }: { name: string }, { address }: Caller, actor: Actor, request: Request<unknown>): Operation | null {
  const { operationId, input } = request;
  const actorKey = actor.kind === 'person' ? actor.id : `visitor:${address}`;
  return operationId ? { actorKey, operationId, name, input } : null;
}

async function subjectOf<Input extends z.ZodType, Subject, Output, Prepared>(
  { subject }: Definition<Input, Subject, Output, Prepared>,
  actor: Actor,
  input: z.output<Input>,
  tx: Tx,
): Promise<Subject> {
  return subject ? subject(actor, input, tx) : (undefined as Subject);
}

/** Throws when the policy says no. */
function allowed<Subject>({ allow }: { allow: Permission<Subject> }, actor: Actor, subject: Subject): { actor: Actor; subject: Subject } {
  if (!can(actor, allow, subject)) throw new Denied(actor, `You may not ${allow.says}.`);
  return { actor, subject };
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
  definition: { forVisitors?: true; bySetup?: true; beforePasswordChoice?: true; beforeEnrolment?: true; inBackground?: true },
  caller: Caller,
  tx: Tx,
): Promise<Actor> {
  const person = caller.tokenHash ? await loadActor({ tokenHash: caller.tokenHash }, tx, true, !definition.inBackground) : null;
  if (!person) {
    if (caller.tokenHash) forgetSession(caller.tokenHash);
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

function failure(error: unknown, name: string, requestId: string): ActionResult<never> {
  if (error instanceof AppError) {
    if (error.code === 'FORBIDDEN') logger.warn({ requestId, name, code: error.code }, 'denied');
    return { ok: false, code: error.code, message: error.message, ...error.details };
  }
  logger.error({ requestId, name, err: error }, 'action failed');
  if (noteWrite(error)) {
    return {
      ok: false, code: 'UNAVAILABLE', ref: requestId,
      message: 'The disk of the school’s server is full, so nothing can be saved. Tell whoever looks after it. What you typed is still here.',
    };
  }
  if (isUnavailable(error)) {
    return {
      ok: false, code: 'UNAVAILABLE', ref: requestId,
      message: 'The school’s server is busy or restarting, so this may not be saved yet. What you typed is still here: send it again in a moment.',
    };
  }
  if (isTaken(error)) {
    return { ok: false, code: 'CONFLICT', message: 'Somebody else saved the same a moment ago. Reload the page and look again.', ref: requestId };
  }
  return {
    ok: false, code: 'INTERNAL', ref: requestId,
    message: `This could not be saved, and it is our fault. Tell the office this reference: ${requestId}`,
  };
}
