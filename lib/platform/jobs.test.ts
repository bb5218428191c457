import { afterAll, beforeAll, expect, it } from 'vitest';
import postgres from 'postgres';
import { migrate } from '@/db/migrate';
import { jobs } from '@/lib/jobs';
import { testDatabase, type TestDatabase } from '@/tests/support/database';

let db: TestDatabase;
let owner: postgres.Sql;
beforeAll(async () => {
  db = await testDatabase();
  owner = postgres(db.url, { max: 1, onnotice: () => undefined });
});
afterAll(async () => {
  await owner.end();
  await db.close();
});

it('a job that fails is begun again after minutes and not at once, also where an older version made its queue', async () => {
  await owner`update jobs.queue set retry_limit = 3, retry_delay = 1, retry_delay_max = null`;
  await migrate(db.url);
  const queues = await owner`select name, retry_limit, retry_delay, retry_backoff, retry_delay_max from jobs.queue`;
  for (const { id } of jobs) {
    expect(queues.find(({ name }) => name === id), id).toMatchObject({ retry_limit: 8, retry_delay: 60, retry_backoff: true, retry_delay_max: 3_600 });
  }
});
