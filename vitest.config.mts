import path from 'node:path';
import { defineConfig } from 'vitest/config';

const alias = {
  '@': path.resolve(import.meta.dirname),
  // Throws outside Next by design; tests are the server.
  'server-only': path.resolve(import.meta.dirname, 'tests/support/empty.ts'),
};
const shared = { resolve: { alias } };
// What changes soon may take long on a machine that other programs use.
const patient = { poll: { timeout: 60_000 } };
// One worker for each school that journeys may use at the same time.
const { length: schools } = JSON.parse(process.env.TEST_SCHOOLS ?? '[0]') as unknown[];
// next-auth imports next's files without their ending, which plain Node refuses.
const server = { deps: { inline: ['next-auth', '@auth/core'] } };

export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          server,
          include: ['{app,components,db,lib,realtime-server,scripts}/**/*.test.ts', 'tests/object-store/**/*.test.ts', 'tests/permissions/**/*.test.ts', 'tests/races/**/*.test.ts'],
          setupFiles: ['tests/support/setup.ts'],
          globalSetup: ['tests/support/template.ts'],
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 240_000,
          expect: patient,
        },
      },
      { ...shared, test: { name: 'guards', server, include: ['tests/guards/**/*.test.ts'], setupFiles: ['tests/support/setup.ts'], globalSetup: ['tests/support/template.ts'], testTimeout: 120_000, hookTimeout: 240_000, expect: patient } },
      {
        ...shared,
        test: {
          name: 'journeys',
          server,
          include: ['tests/e2e/**/*.test.ts'],
          setupFiles: ['tests/support/setup.ts'],
          // What never ends is found out late; what a busy machine makes slow is no fault.
          testTimeout: 900_000,
          hookTimeout: 240_000,
          expect: patient,
          maxWorkers: schools,
        },
      },
    ],
  },
});
