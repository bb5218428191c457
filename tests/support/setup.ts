import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, vi } from 'vitest';

// Journeys that run at the same time have a school each: the settings of that of this worker.
const schools = JSON.parse(process.env.TEST_SCHOOLS ?? '[]') as NodeJS.ProcessEnv[];
Object.assign(process.env, schools[Number(process.env.VITEST_POOL_ID) - 1]);

process.env.AUTH_SECRET ??= 'a-secret-for-tests-only-0123456789abcdef';
process.env.S3_ENDPOINT ??= 'http://127.0.0.1:9';
process.env.S3_ACCESS_KEY ??= 'tests-only';
process.env.S3_SECRET_KEY ??= 'tests-only-secret';
process.env.DATABASE_URL ??= process.env.TEST_DATABASE_URL ?? 'postgres://nobody@127.0.0.1:9/none';
process.env.BCRYPT_ROUNDS ??= '4';
// Letters that a test lets leave land here.
process.env.THS_DATA_DIR ??= path.join(tmpdir(), `treasure-home-unit-${process.pid}`);
process.env.LOG_LEVEL ??= 'silent';

const errors: unknown[][] = [];
beforeEach(() => {
  errors.length = 0;
  vi.spyOn(console, 'error').mockImplementation((...words: unknown[]) => void errors.push(words));
});
afterEach(() => {
  // An error that nobody expected is a failure, whatever the test looked at.
  expect(errors).toEqual([]);
});
