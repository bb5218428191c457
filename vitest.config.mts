import path from 'node:path';
import { defineConfig } from 'vitest/config';

const alias = {
  '@': path.resolve(import.meta.dirname),
  // Throws outside Next by design; tests are the server.
  'server-only': path.resolve(import.meta.dirname, 'tests/support/empty.ts'),
};
const shared = { resolve: { alias } };
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
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      { ...shared, test: { name: 'guards', server, include: ['tests/guards/**/*.test.ts'], setupFiles: ['tests/support/setup.ts'], globalSetup: ['tests/support/template.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
      {
        ...shared,
        test: {
          name: 'journeys',
          server,
          include: ['tests/e2e/**/*.test.ts'],
          setupFiles: ['tests/support/setup.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          // One browser and one server at a time: two cores.
          fileParallelism: false,
        },
      },
    ],
  },
});
