import type { NextConfig } from 'next';

const config: NextConfig = {
  output: 'standalone',
  poweredByHeader: false,
  typedRoutes: true,
  reactStrictMode: true,
  productionBrowserSourceMaps: false,
  // These run as they are in Node: threads, sockets and native parts do not survive bundling.
  serverExternalPackages: ['bcryptjs', 'postgres', 'pino', 'ioredis', 'pg-boss', 'nodemailer', 'qrcode', 'otpauth', '@zxcvbn-ts/language-common', 'pdfkit'],
  outputFileTracingIncludes: {
    '/*': ['./node_modules/bcryptjs/**'],
    '/settings/trust': ['./security-floors.json', './package-lock.json'],
    '/api/slips': ['./node_modules/@expo-google-fonts/noto-sans/{400Regular,600SemiBold}/*.ttf'],
  },
  outputFileTracingExcludes: { '/*': ['./.data/**', './.cache/**', './docs/**', './tests/**', './scripts/object-store/**'] },
  headers: async () => [
    { source: '/manifest.webmanifest', headers: [{ key: 'x-content-type-options', value: 'nosniff' }] },
    { source: '/_next/static/:path*', headers: [{ key: 'x-content-type-options', value: 'nosniff' }] },
    {
      source: '/:file(sw.js|offline.html|offline.js|offline.css)',
      headers: [
        { key: 'cache-control', value: 'no-cache' },
        { key: 'content-security-policy', value: "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'" },
        { key: 'x-content-type-options', value: 'nosniff' },
      ],
    },
  ],
  // Larger ones are answered before they come here: see lib/platform/request/inspect.ts.
  experimental: { serverActions: { bodySizeLimit: '300kb' } },
  // `npm run types` checks the whole repository; doing it twice would only make the first start slower.
  typescript: { ignoreBuildErrors: true },
};

export default config;
