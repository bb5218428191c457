import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';

export type Database = PostgresJsDatabase;
export type Tx = Parameters<Parameters<Database['transaction']>[0]>[0];
export type Client = postgres.Sql;

type Options = { max?: number; role?: 'app_runtime' | 'owner' };

/**
 * Opens a pool. It connects as `app_runtime`, which owns nothing and meets forced row-level security;
 * only migrations ask for the owner.
 */
export function connect(url: string, { max = 10, role = 'app_runtime' }: Options = {}): Client {
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
  return prepared(client);
}

/** Drizzle sends its SQL through `unsafe`, which skips prepared statements unless told otherwise. */
function prepared(client: Client): Client {
  const unsafe = client.unsafe.bind(client);
  client.unsafe = ((text, values, options) => unsafe(text, values, { prepare: true, ...options })) as Client['unsafe'];
  if ('begin' in client) {
    const begin = client.begin.bind(client) as (...args: unknown[]) => Promise<unknown>;
    const wrapped = (...args: unknown[]) => {
      const run = args.pop() as (tx: Client) => unknown;
      return begin(...args, (tx: Client) => run(prepared(tx)));
    };
    client.begin = wrapped as Client['begin'];
  }
  return client;
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
