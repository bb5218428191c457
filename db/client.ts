import { AsyncLocalStorage } from 'node:async_hooks';
import { sql } from 'drizzle-orm';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { askAt, DatabaseSilent, watchAnswers, type AnswerWatch } from './answering';

export type Database = PostgresJsDatabase;
export type Tx = Parameters<Parameters<Database['transaction']>[0]>[0];
export type Client = postgres.Sql;

type Options = { max?: number; role?: 'app_runtime' | 'owner'; /** Connections that will never answer can only be left behind with the process. */ onDeadPool?: () => void };

/**
 * Opens a pool. It connects as `app_runtime`, which owns nothing and meets forced row-level security;
 * only migrations ask for the owner.
 */
export function connect(url: string, { max = 10, role = 'app_runtime', onDeadPool = endProcess }: Options = {}): Client {
  const runtime = { role, statement_timeout: 5_000, lock_timeout: 2_000, idle_in_transaction_session_timeout: 10_000 };
  const client = postgres(url, {
    max,
    connect_timeout: 2,
    idle_timeout: 300,
    max_lifetime: 60 * 60,
    // Row counts and notices of migrations are not news.
    onnotice: () => undefined,
    connection: { application_name: 'treasure-home', ...(role === 'owner' ? {} : runtime) },
  });
  // A migration may take as long as it takes.
  return prepared(client, role === 'owner' ? undefined : watchAnswers(askAt(url), { onDeadPool }));
}

/** Whoever looks after this process starts it again, with connections that work. */
function endProcess(): void {
  process.stderr.write('The connections to the database are dead, and new ones work: this process ends to begin anew.\n');
  process.exit(1);
}

const inside = new AsyncLocalStorage<{ /** What a statement may take, where that is more than usual. */ allowedMs: number }>();

/** Whether what runs now holds a transaction open: slow work outside the database does not belong there. */
export const isInTransaction = (): boolean => inside.getStore() !== undefined;

/** From here on a statement of this transaction may take, and wait for a lock, this long: Infinity is for ever. */
export async function allowSlowStatements(tx: Tx, ms: number): Promise<void> {
  const transaction = inside.getStore();
  if (transaction) transaction.allowedMs = ms;
  // To the server 0 is for ever; between two statements a large file is read.
  const most = Number.isFinite(ms) ? ms : 0;
  await tx.execute(sql`select set_config('statement_timeout', ${String(most)}, true), set_config('lock_timeout', ${String(most)}, true),
    set_config('idle_in_transaction_session_timeout', ${String(2 * most)}, true)`);
}

type Run = (tx: Client) => Promise<unknown>;

/** Drizzle sends its SQL through `unsafe` and says `prepare: false` for queries without a name; here every query is prepared. */
function prepared(client: Client, watch?: AnswerWatch, isLost = () => false): Client {
  const unsafe = client.unsafe.bind(client);
  client.unsafe = ((text, values, options) => {
    watch?.refuseWhileSilent();
    if (isLost()) throw new Error('the connection of this transaction is gone');
    return bounded(unsafe(text, values, { ...options, prepare: true }), watch);
  }) as Client['unsafe'];
  if ('begin' in client) {
    const begin = client.begin.bind(client) as (...args: unknown[]) => Promise<unknown>;
    client.begin = (async (...args: unknown[]) => {
      watch?.refuseWhileSilent();
      return transaction(begin, args, watch);
    }) as Client['begin'];
  }
  return client;
}

/** A query starts when its result is asked for; from then on it is watched. */
function bounded<Query extends PromiseLike<unknown>>(query: Query, watch?: AnswerWatch): Query {
  if (!watch) return query;
  const start = query.then.bind(query);
  let answer: Promise<unknown> | undefined;
  const then: Query['then'] = (done, failed) => {
    // The driver's own `then` sends the query and hands on its result once.
    answer ??= watch.bounded({ then: start } as PromiseLike<unknown>, inside.getStore()?.allowedMs);
    return answer.then(done, failed);
  };
  return Object.assign(query, { then });
}

/**
 * When the connection of a transaction breaks, the driver rejects the transaction but would still send its remaining
 * statements, and its commit or rollback, on the connection that takes the place: in the middle of somebody else's
 * transaction. So work on a lost connection sends nothing more and never ends; nobody waits for it. A connection that
 * is only silent gets its rollback when it answers again.
 */
function transaction(begin: (...args: unknown[]) => Promise<unknown>, args: unknown[], watch?: AnswerWatch): Promise<unknown> {
  const run = args.pop() as Run;
  let lost = false;
  const outcome = new Promise((settle, fail) => {
    begin(...args, (tx: Client) =>
      new Promise((resolve, reject) => {
        inside.run({ allowedMs: 0 }, () => run(prepared(tx, watch, () => lost))).then(
          (value) => lost || resolve(value),
          (error: unknown) => {
            // The rollback may never be answered either.
            if (isSilent(error)) fail(error);
            else if (lost || isFatal(error)) return;
            reject(error instanceof Error ? error : new Error(String(error)));
          },
        );
      }),
    ).then(settle, fail);
  });
  return (watch ? watch.bounded(outcome, Infinity) : outcome).catch((error: unknown) => {
    lost = true;
    throw error;
  });
}

const isSilent = (error: unknown): boolean => {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) if (cause instanceof DatabaseSilent) return true;
  return false;
};

/** The server ended the connection with this error, or the socket broke. */
function isFatal(error: unknown): boolean {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const { code, severity } = cause as { code?: unknown; severity?: unknown };
    if (severity === 'FATAL' || /^(CONNECTION_|CONNECT_TIMEOUT|ECONN|EPIPE)/.test(String(code))) return true;
  }
  return false;
}

let client: Client | undefined;
let shared: Database | undefined;

/** Points this process at a database; called once by each entry point and by test set-up. */
export function openDatabase(url: string, options: Options = {}): Database {
  client = connect(url, options);
  shared = drizzle(client);
  return shared;
}

/** The pool of this process; opened on first use from DATABASE_URL. */
export function database(): Database {
  if (shared) return shared;
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error('DATABASE_URL is not set');
  return openDatabase(url, { max: Number(process.env.DATABASE_POOL ?? 10) });
}

/** The driver itself, for LISTEN. */
export function driver(): Client {
  database();
  if (!client) throw new Error('the database is not open');
  return client;
}

export async function closeDatabase(): Promise<void> {
  await client?.end({ timeout: 5 });
  client = undefined;
  shared = undefined;
}
