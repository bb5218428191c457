import path from 'node:path';
import type { NextConfig } from 'next';

// It is built in a folder of the cache and takes its packages from the repository's.
const root = path.resolve(import.meta.dirname, '../../..');

const config: NextConfig = {
  output: 'standalone',
  poweredByHeader: false,
  outputFileTracingRoot: root,
  turbopack: { root },
  typescript: { ignoreBuildErrors: true },
};

export default config;
