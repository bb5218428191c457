import type { NextRequest } from 'next/server';
import { AppError } from '@/lib/platform/errors';
import { readLogo } from '@/lib/school/branding/queries';

// This address stands outside the middleware, whose no-store would be sent beside our own.
const headers = { 'x-content-type-options': 'nosniff', 'content-security-policy': `default-src 'none'; sandbox`, 'cross-origin-resource-policy': 'cross-origin' };

/** The school's logo, for everybody: the sign-in page and home screens show it. Its address names the picture, so it never changes. */
export async function GET(request: NextRequest): Promise<Response> {
  const logo = await readLogo(`${request.nextUrl.pathname}${request.nextUrl.search}`).catch((error: unknown) => {
    if (error instanceof AppError) return error;
    throw error;
  });
  if (logo instanceof AppError) return new Response(logo.message, { status: 503, headers: { ...headers, 'retry-after': '60' } });
  if (logo === 'none') return new Response(null, { status: 204, headers });
  if (!logo) return new Response('not found', { status: 404, headers });
  return new Response(logo.bytes, { headers: { ...headers, 'content-type': logo.contentType, 'cache-control': 'public, max-age=31536000, immutable' } });
}
