import { NextRequest } from 'next/server';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { GET as changes } from '@/app/api/changes/route';
import { GET as search } from '@/app/api/search/route';
import { closeDatabase, openDatabase } from '@/db/client';
import { AppError } from '@/lib/platform/errors';
import { asCaller } from '@/tests/permissions/next-headers';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { stranger } from '@/tests/support/people';
import { route } from './route';

vi.mock('next/headers', () => import('@/tests/permissions/next-headers'));

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

it('an expected failure is answered as it says; anything else is an error that is seen', async () => {
  const refused = await route(() => Promise.reject(new AppError('LIMITED', 'Wait a minute.')))();
  expect([refused.status, await refused.json()]).toEqual([429, expect.objectContaining({ detail: 'Wait a minute.' })]);
  await expect(route(() => Promise.reject(new TypeError('a mistake')))()).rejects.toThrow('a mistake');
});

it('while the database is away, a poll for changes and a search say in a sentence that they may be sent again', async () => {
  await closeDatabase();
  openDatabase('postgres://nobody@127.0.0.1:9/none', { max: 1 });
  const caller = { ...stranger, token: 'x'.repeat(43) };
  for (const [get, path] of [[changes, 'changes?since=0&topic=registers:school'], [search, 'search?q=ada']] as const) {
    const answer = await asCaller(caller, () => get(new NextRequest(`http://127.0.0.1/api/${path}`)));
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('retry-after')]).toEqual([503, 'application/problem+json', '2']);
    expect(await answer.json()).toMatchObject({ title: 'UNAVAILABLE', detail: 'The school’s server is busy or restarting. Try again in a moment.' });
  }
  await closeDatabase();
});
