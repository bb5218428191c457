import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { connect } from '@/db/client';
import { demoAccounts } from './demo/accounts';
import { loadDemoSchool } from './demo/load';

/** A new embedded school opens with the demonstration in it; true when this school is the demonstration. */
export async function ensureFirstSchool(dataDir: string, databaseUrl: string, log: (line: string) => void): Promise<boolean> {
  const note = path.join(dataDir, 'demonstration');
  const state = await readFile(note, 'utf8').catch(() => '');
  if (state === 'loaded') return true;
  // "loading" means that an earlier start was cut short in the middle.
  if (state !== 'loading' && (await hasPeople(databaseUrl))) return false;
  await writeFile(note, 'loading');
  await loadDemoSchool({ databaseUrl, log });
  await writeFile(note, 'loaded');
  return true;
}

async function hasPeople(databaseUrl: string): Promise<boolean> {
  const client = connect(databaseUrl, { max: 1, role: 'owner' });
  try {
    const [someone] = await client`select 1 from users limit 1`;
    return Boolean(someone);
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** A table of one sign-in for each role. */
export async function signInTable(): Promise<string> {
  const rows = (await demoAccounts()).map(({ role, name, username, password }) => [role, name, username, password]);
  const table = [['Role', 'Name', 'Username', 'Password'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table.map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}`.trimEnd()).join('\n');
}
