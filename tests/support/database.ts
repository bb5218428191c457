import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { closeDatabase, openDatabase, type Database } from '@/db/client';
import { forgetSchool } from '@/lib/school/queries';
import { databaseAt, TEMPLATE } from './template';

export type TestDatabase = { url: string; db: Database; close: () => Promise<void> };

/** A fresh migrated database for one test file, opened as the runtime role. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = process.env.TEST_DATABASE_URL;
  if (!server) throw new Error('TEST_DATABASE_URL is not set: run npm test, or npm run check');
  const name = `ths_test_${randomBytes(6).toString('hex')}`;
  const admin = postgres(server, { max: 1, onnotice: () => undefined });
  // Two copies of one template at the same moment refuse each other.
  await admin`select pg_advisory_lock(7411004)`;
  await admin.unsafe(`create database ${name} template ${TEMPLATE}`);
  await admin`select pg_advisory_unlock(7411004)`;
  const url = databaseAt(server, name);
  forgetSchool();
  const db = openDatabase(url, { max: 20 });
  return {
    url,
    db,
    close: async () => {
      await closeDatabase();
      await admin.unsafe(`drop database if exists ${name} with (force)`);
      await admin.end();
    },
  };
}
