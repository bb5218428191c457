import postgres from 'postgres';
import { migrate } from '@/db/migrate';

export const TEMPLATE = 'ths_template';

/** One migrated database that every test database is copied from. */
export async function setup(): Promise<void> {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) return;
  const admin = postgres(url, { max: 1, onnotice: () => undefined });
  await admin`select pg_advisory_lock(7411003)`;
  await admin.unsafe(`drop database if exists ${TEMPLATE} with (force)`);
  await admin.unsafe(`create database ${TEMPLATE}`);
  await migrate(databaseAt(url, TEMPLATE));
  await admin.end();
}

/** The same server, another database. */
export function databaseAt(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}
