import postgres from 'postgres';
import { afterEach, expect, it, vi } from 'vitest';
import { clock } from '@/lib/platform/clock';
import { testDatabase } from '@/tests/support/database';
import { seed } from '@/tests/support/people';
import { findSchool, forgetSchool } from './queries';

afterEach(() => void vi.restoreAllMocks());

it('while the database is away the frame of a page stands on what was read last; a server that never read it says so', async () => {
  const db = await testDatabase();
  await seed();
  const { name } = (await findSchool()) ?? {};
  const server = postgres(process.env.TEST_DATABASE_URL ?? '', { max: 1, onnotice: () => undefined });
  await server.unsafe(`drop database ${new URL(db.url).pathname.slice(1)} with (force)`);
  await server.end();
  const later = new Date(Date.now() + 60_000);
  vi.spyOn(clock, 'now').mockReturnValue(later);
  expect(await findSchool()).toMatchObject({ name });
  forgetSchool();
  await expect(findSchool()).rejects.toThrow();
  await db.close();
});
