import path from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import { jobs } from '@/lib/jobs';
import { JOBS_SCHEMA, openJobs, RETRIES } from '@/lib/platform/jobs';
import { connect, type Client } from './client';

const MIGRATION_LOCK = 7_411_001;

/**
 * Brings a database to the newest schema; one process at a time, the rest wait and find nothing to do.
 * With `runtimeUrl`, its user is made too: a sign-in that has the runtime role and nothing else.
 */
export async function migrate(databaseUrl: string, runtimeUrl?: string): Promise<void> {
  const client = connect(databaseUrl, { max: 1, role: 'owner' });
  try {
    await client`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await client`create extension if not exists pg_trgm`;
    await createRuntimeRole(client);
    if (runtimeUrl) await createRuntimeUser(client, new URL(runtimeUrl));
    await applyMigrations(drizzle(client), { migrationsFolder: path.join(process.cwd(), 'db/migrations') });
    await prepareJobs(client, databaseUrl);
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** Roles belong to the server, not to the database, so they are not part of a migration file. */
async function createRuntimeRole(client: Client): Promise<void> {
  const [role] = await client`select 1 from pg_roles where rolname = 'app_runtime'`;
  if (!role) {
    await client.unsafe('create role app_runtime nologin').catch((error: { code?: string }) => {
      // Another checkout on the same server may have made it a moment ago.
      if (error.code === '42710' || error.code === '23505') return;
      throw error;
    });
  }
  const [member] = await client`select pg_has_role(current_user, 'app_runtime', 'member') as yes`;
  if (!member?.yes) await client.unsafe('grant app_runtime to current_user');
}

async function createRuntimeUser(client: Client, { username, password }: URL): Promise<void> {
  const [user, secret] = [decodeURIComponent(username), decodeURIComponent(password)];
  const [known] = await client`select 1 from pg_roles where rolname = ${user}`;
  const [statement] = await client<{ text: string }[]>`
    select format(${known ? 'alter role %I login password %L' : 'create role %I login password %L'}, ${user}::text, ${secret}::text) as text`;
  if (statement) await client.unsafe(statement.text);
  const [grant] = await client<{ text: string }[]>`select format('grant app_runtime to %I', ${user}::text) as text`;
  if (grant) await client.unsafe(grant.text);
}

/** The scheduler's own tables and queues; the worker only uses them. */
async function prepareJobs(client: Client, databaseUrl: string): Promise<void> {
  const boss = openJobs(databaseUrl, { migrate: true });
  boss.on('error', () => undefined);
  await boss.start();
  for (const job of jobs) {
    await boss.createQueue(job.id, RETRIES);
    // A queue that is there already keeps what an older version gave it.
    await boss.updateQueue(job.id, RETRIES);
  }
  await boss.stop({ graceful: false });
  await client.unsafe(`grant usage on schema ${JOBS_SCHEMA} to app_runtime;
    grant select, insert, update, delete on all tables in schema ${JOBS_SCHEMA} to app_runtime;
    grant execute on all functions in schema ${JOBS_SCHEMA} to app_runtime`);
}
